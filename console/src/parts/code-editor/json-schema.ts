/** As much of a JSON Schema (draft 2020-12) as is read here; other members pass through to the validator. */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  title?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema | boolean>;
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
  items?: JsonSchema | boolean;
  prefixItems?: (JsonSchema | boolean)[];
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  deprecated?: boolean;
  [keyword: string]: unknown;
}

/** A schema with those that it refers to and is made of, each once. Alternatives are all of them. */
export function partsOf(root: JsonSchema, schema: JsonSchema | boolean | undefined): JsonSchema[] {
  const parts = new Set<JsonSchema>();
  const add = (one: JsonSchema | boolean | undefined): void => {
    if (typeof one !== 'object' || parts.has(one)) return;
    parts.add(one);
    add(referred(root, one.$ref));
    for (const list of [one.allOf, one.anyOf, one.oneOf]) list?.forEach(add);
  };
  add(schema);
  return [...parts];
}

/** What a reference such as `#/$defs/date` stands for; undefined: it is none, or not in the document. */
export function referred(root: object, reference: string | undefined): JsonSchema | undefined {
  if (reference === undefined || !reference.startsWith('#')) return undefined;
  let found: unknown = root;
  for (const step of reference.slice(1).split('/').slice(1)) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return typeof found === 'object' && found !== null ? (found as JsonSchema) : undefined;
}

/** The schemas of the value at a path, all alternatives of them. */
export function schemasAt(root: JsonSchema, path: readonly (string | number)[]): JsonSchema[] {
  let found = partsOf(root, root);
  for (const step of path) {
    const next = found.flatMap((schema) =>
      typeof step === 'number' ? [itemOf(schema, step)] : [memberOf(schema, step)],
    );
    found = [...new Set(next.flatMap((schema) => partsOf(root, schema)))];
  }
  return found;
}

const itemOf = ({ prefixItems, items }: JsonSchema, index: number): JsonSchema | boolean | undefined =>
  prefixItems?.[index] ?? items;

function memberOf(schema: JsonSchema, name: string): JsonSchema | boolean | undefined {
  const { properties, patternProperties, additionalProperties } = schema;
  if (properties && Object.hasOwn(properties, name)) return properties[name];
  const pattern = Object.entries(patternProperties ?? {}).find(([form]) => new RegExp(form, 'u').test(name));
  return pattern ? pattern[1] : additionalProperties;
}

/** The names that an object of one of these schemas may have. */
export function memberNames(schemas: readonly JsonSchema[]): Map<string, JsonSchema> {
  const names = new Map<string, JsonSchema>();
  for (const { properties = {} } of schemas) {
    for (const [name, schema] of Object.entries(properties)) if (!names.has(name)) names.set(name, schema);
  }
  return names;
}

/** The values that a schema names: all of an enumeration, or examples of many. */
export function namedValues(schemas: readonly JsonSchema[]): unknown[] {
  const values = schemas.flatMap((schema) => [
    ...(schema.enum ?? []),
    ...('const' in schema ? [schema.const] : []),
    ...(schema.type === 'boolean' ? [true, false] : []),
    ...(schema.examples ?? []),
  ]);
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...seen.values()];
}
