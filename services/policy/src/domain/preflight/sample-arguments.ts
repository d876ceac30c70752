type Schema = Record<string, unknown>;

/** Arguments that a probe call may be made with: what the schema gives as example, else the simplest that could fit. */
export function sampleArguments(schema: Schema): unknown {
  const given = givenValue(schema);
  if (given !== undefined) return given;
  const type = [schema['type']].flat()[0];
  return samples[String(type)]?.(schema) ?? null;
}

function givenValue(schema: Schema): unknown {
  const [example] = [schema['examples']].flat();
  const [option] = [schema['enum']].flat();
  return [schema['const'], schema['default'], example, option].find((value) => value !== undefined);
}

const samples: Readonly<Record<string, (schema: Schema) => unknown>> = {
  object: (schema) => {
    const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
    const required = (schema['required'] ?? []) as string[];
    return Object.fromEntries(required.map((name) => [name, sampleArguments(properties[name] ?? {})]));
  },
  array: (schema) =>
    Array.from({ length: Number(schema['minItems'] ?? 0) }, () => sampleArguments((schema['items'] ?? {}) as Schema)),
  string: (schema) => 'a'.repeat(Math.max(1, Number(schema['minLength'] ?? 1))),
  integer: (schema) => Math.ceil(Number(schema['minimum'] ?? 1)),
  number: (schema) => Number(schema['minimum'] ?? 1),
  boolean: () => false,
};
