import { PolicyInstance, type Entrypoint } from './policy-instance.js';
import type { PolicyModule } from './policy-module.js';
import { failureText } from './read-answer.js';

type CheckEntrypoint = Exclude<Entrypoint, 'countersign/decide/decision'>;

/**
 * The engine's regular expressions (RE2) outside of rules: linear in the length of the text, so that no argument can
 * stall the process, and refused at load where rules could not read them either.
 */
export class PatternEngine {
  private instance: PolicyInstance;
  private readonly module: WebAssembly.Module;

  constructor({ module }: PolicyModule) {
    this.module = module;
    this.instance = new PolicyInstance(module, '{}');
  }

  unreadable(patterns: readonly string[]): string[] {
    return this.ask<string[]>('countersign/check/unreadable_patterns', { patterns });
  }

  matches(pattern: string, text: string): boolean {
    return this.ask<boolean>('countersign/check/matches', { pattern, text });
  }

  private ask<T>(entrypoint: CheckEntrypoint, input: object): T {
    try {
      const [answer] = this.instance.evaluate(JSON.stringify(input), entrypoint) as [{ result: T }];
      return answer.result;
    } catch (thrown) {
      this.instance = new PolicyInstance(this.module, '{}');
      throw new Error(`the engine could not apply a pattern: ${failureText(thrown)}`, { cause: thrown });
    }
  }
}
