import type { Digest } from '@countersign/evidence';
import type { DataFinding } from './call-context.js';

/** A value that rules may compare; an object or list that stands where a rule asks is shown as empty. */
export type FactValue = string | number | boolean | null | Record<string, never> | never[];

export interface EffectFacts {
  proven: boolean;
  kinds: string[];
  /** null: no argument of the tool can name such a target. */
  paths: { path: string; access: string }[] | null;
  relations: { name: string; access: string }[] | null;
  functions: string[] | null;
  services: string[] | null;
  requests: { host: string; method: string; port: number; path: string; private: boolean }[] | null;
}

export interface ClockFact {
  weekday: string;
  minute: number;
}

interface CircumstanceFacts {
  engine: Digest;
  revision: Digest;
  agent: { name: string; status: string | null; audiences: string[] };
  effects: EffectFacts;
  arguments: Record<string, FactValue[]>;
  clock: Record<string, ClockFact>;
  history: Record<string, number>;
  /** Left out where the context does not tell; a principal of null means that nobody stands behind the run. */
  environment?: string;
  principal?: string | null;
  labels?: string[];
  data?: string[];
  /** Where the data was found, for who looks at the decision later; rules go by the categories. */
  findings?: DataFinding[];
}

/** What the engine decides from, and what an auditor needs to decide again: facts, never bodies. */
export type PolicyInput = CircumstanceFacts &
  (
    | {
        kind: 'tool_call';
        /** Which analysers derived the effects. */
        analysers: Digest;
        tool: { name: string; status: string | null; definition_current: boolean; arguments_valid: boolean };
      }
    | { kind: 'model_call'; model: { name: string; providers: string[] }; provider: string | null }
  );
