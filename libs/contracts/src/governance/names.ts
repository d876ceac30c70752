import { z } from 'zod';

/** Policies, groups, providers, budgets and issuers: lower-case, readable in a sentence, safe in a path. */
export const governanceNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, hyphens and underscores, at most 63');

/** A governed tool. Dots separate the service from the action; there is no upper case, so two names never look alike. */
export const governedToolNameSchema = z
  .string()
  .regex(/^(?=.{1,63}$)[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*$/, 'a tool name such as github.open_pull_request');

/** A model as providers name it, such as `gpt-5-mini` or `meta/llama-4:70b`. */
export const modelNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$/, 'a model name such as gpt-5-mini');

/** A name or a name with `*`, which stands for any run of characters, dots included. */
export const globSchema = z
  .string()
  .regex(/^[A-Za-z0-9._:/@*-]{1,128}$/, 'a name, or a name with * as a wildcard, such as github.*');

/** One way to a value inside the arguments (RFC 6901); a segment `*` stands for every member of a list or object. */
export const argumentPointerSchema = z
  .string()
  .max(256)
  .regex(/^(\/([^~/]|~[01])*)+$/, 'a JSON pointer such as /repository/name');

/** Where a secret is in the secrets store; never the secret itself. */
export const secretReferenceSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._/-]{0,127}$/, 'the name of a secret in the secrets store');

/**
 * What a run is marked with, such as read-confidential-data; rules ask for it with `labels`.
 * @alias
 */
export const runLabelSchema = governanceNameSchema;
export const runLabelsSchema = z.array(runLabelSchema).min(1).max(16);
