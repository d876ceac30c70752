import { openStream } from '../open-stream.js';
import type { BlockOutcome } from '../seam/block-outcome.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import type { GeneratingFormat } from '../seam/wire-format.js';
import type { WireRefusal } from '../seam/wire-refusal.js';
import type { WireUsage } from '../seam/wire-usage.js';
import { SseDecoder } from '../sse/sse-decoder.js';
import type { StreamAction, StreamContext } from '../stream/stream-interceptor.js';

export interface DriveOptions extends Partial<StreamContext> {
  decide: (block: ProposedBlock) => BlockOutcome;
  /** Give all outcomes only after the provider's stream has ended. */
  late?: boolean;
}

interface Driven {
  output: string;
  blocks: ProposedBlock[];
  refusal?: WireRefusal;
  done: boolean;
  usage?: WireUsage;
  responseId?: string;
  /** Length of the output after each chunk that went in. */
  progress: number[];
}

/** Runs bytes of a provider through decoder and interceptor, as the gateway does, and collects what the agent gets. */
export function driveStream(format: GeneratingFormat, chunks: readonly Uint8Array[], options: DriveOptions): Driven {
  const decoder = new SseDecoder();
  const stream = openStream(format, { hosted: [], ...options });
  const driven: Driven = { output: '', blocks: [], done: false, progress: [] };
  const waiting: ProposedBlock[] = [];
  const answer = (block: ProposedBlock): void => act(stream.decided(block.blockId, options.decide(block)));
  const act = (actions: readonly StreamAction[]): void => {
    for (const action of actions) {
      if (action.type === 'emit') driven.output += action.frame;
      if (action.type === 'done') driven.done = true;
      if (action.type === 'refuse') driven.refusal = action.refusal;
      if (action.type === 'decide') driven.blocks.push(action.block);
    }
    const asked = actions.flatMap((action) => (action.type === 'decide' ? [action.block] : []));
    if (options.late) waiting.push(...asked);
    else asked.forEach(answer);
  };
  for (const chunk of chunks) {
    const decoded = decoder.push(chunk);
    if (!decoded.ok) throw new Error(decoded.refusal.message);
    decoded.events.forEach((event) => act(stream.push(event)));
    driven.progress.push(driven.output.length);
  }
  act(stream.end());
  waiting.forEach(answer);
  const [usage, responseId] = [stream.usage(), stream.responseId()];
  return { ...driven, ...(usage ? { usage } : {}), ...(responseId ? { responseId } : {}) };
}
