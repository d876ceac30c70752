import type { Target } from '../client/question.js';
import type { ScriptedProvider } from '../provider/scripted-provider.js';

/** What the checks work with. */
export interface World {
  target: Target;
  provider: ScriptedProvider;
  /** Decides as people would; absent where the kit knows nobody who may. */
  approve?: (approvalId: string) => Promise<void>;
}

/** One thing that must be so. */
export interface Check {
  /** `chat, streamed: a denied call (openai)`. */
  name: string;
  /** Left out where nobody can approve. */
  needsApprover?: true;
  /** Throws where it is not so. */
  run(world: World): Promise<void>;
}
