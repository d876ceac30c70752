import type { EngineData } from '../domain/compile/compiled-policy.js';
import type { EngineAnswer, PolicyEngine } from '../domain/decide/policy-engine.js';
import type { PolicyInput } from '../domain/decide/policy-input.js';
import type { Steps } from '../domain/governance/steps.js';
import { inputText } from './input-text.js';
import { PolicyInstance } from './policy-instance.js';
import type { PolicyModule } from './policy-module.js';
import { failureText, readAnswer } from './read-answer.js';
import { shardSteps, type Shards } from './shards.js';

/** Loads one revision into instances of its own; the instances of other revisions are not touched. */
export function* engineSteps({ module, digest }: PolicyModule, data: EngineData): Steps<PolicyEngine> {
  const shards = yield* shardSteps(data);
  const instances: PolicyInstance[] = [];
  for (const text of shards.texts) {
    instances.push(new PolicyInstance(module, text));
    yield;
  }
  return new WasmEngine({ module, digest, shards, instances });
}

interface Loaded extends PolicyModule {
  shards: Shards;
  instances: PolicyInstance[];
}

class WasmEngine implements PolicyEngine {
  readonly digest: Loaded['digest'];

  constructor(private readonly loaded: Loaded) {
    this.digest = loaded.digest;
  }

  evaluate(subject: string, input: PolicyInput): EngineAnswer {
    const prepared = inputText(input);
    if (!prepared.ok) return prepared;
    const shard = this.loaded.shards.shardOf(subject);
    try {
      const instance = this.loaded.instances[shard] as PolicyInstance;
      return readAnswer(instance.evaluate(prepared.text, 'countersign/decide/decision'));
    } catch (thrown) {
      this.replace(shard);
      return { ok: false, why: failureText(thrown) };
    }
  }

  /** After a trap an instance's stack and heap are in no known state: it never answers again. */
  private replace(shard: number): void {
    const { module, shards, instances } = this.loaded;
    instances[shard] = new PolicyInstance(module, shards.texts[shard] as string);
  }
}
