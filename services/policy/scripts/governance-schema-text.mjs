import { governanceFileDocumentSchema } from '@countersign/contracts';
import { format } from 'prettier';
import { z } from 'zod';

export const schemaFile = new URL('../../../governance/schema/countersign.schema.json', import.meta.url);

/** The JSON Schema of a governance document as an author writes it: defaults may be left out. */
export async function schemaText() {
  const schema = z.toJSONSchema(governanceFileDocumentSchema, { io: 'input', override: allowVariables });
  return format(JSON.stringify({ title: 'Countersign governance', ...schema }), { parser: 'json', printWidth: 120 });
}

/** Before variables are put in, an address may still be `${NAME}`: editors must not call that wrong. */
function allowVariables({ jsonSchema }) {
  if (jsonSchema.format !== 'uri') return;
  delete jsonSchema.format;
  jsonSchema.pattern = '^(https?://|\\$\\{[A-Z])';
}
