import { governanceFileDocumentSchema } from '@countersign/contracts';
import type { Command } from 'commander';
import { z } from 'zod';
import { show } from '../output/print.js';

/** Before variables are put in, an address may still be `${NAME}`: editors must not call that wrong. */
function allowVariables({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== 'uri') return;
  delete jsonSchema.format;
  jsonSchema.pattern = '^(https?://|\\$\\{[A-Z])';
}

/** The JSON Schema of governance files, as governance/schema/countersign.schema.json has it. */
export function governanceSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(governanceFileDocumentSchema, { io: 'input', override: allowVariables });
  return { title: 'Countersign governance', ...schema };
}

/** Adds `policy schema`, for editors. Needs no server. */
export function addPolicySchema(policy: Command): void {
  policy
    .command('schema')
    .description('the JSON Schema of governance files, for editors')
    .action(() => show(governanceSchema(), () => [], true));
}
