import type { ApiSchema } from './openapi-document.ts';

export type Schemas = Readonly<Record<string, ApiSchema>>;

/** The schema that a reference stands for, and its name. What is no reference stands for itself. */
export function resolved(schemas: Schemas, schema: ApiSchema): { schema: ApiSchema; name: string | undefined } {
  const name = schema.$ref?.split('/').at(-1);
  const found = name === undefined ? undefined : schemas[name];
  if (!found) return { schema, name };
  const { $ref: _reference, ...own } = schema;
  return { schema: { ...found, ...own }, name };
}

/** What kind of value it is, in a few words. */
export function typeOf(schemas: Schemas, given: ApiSchema): string {
  const { schema } = resolved(schemas, given);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return [...new Set(alternatives.map((one) => typeOf(schemas, one)))].join(' or ');
  if (schema.allOf) return 'object';
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return schema.properties ? 'object' : 'any';
  return types.map((type) => wordOf(schemas, schema, type)).join(' or ');
}

function wordOf(schemas: Schemas, { items, format }: ApiSchema, type: string): string {
  if (type === 'array') return items ? `list of ${plural(typeOf(schemas, items))}` : 'list';
  if (type === 'string') return format === undefined ? 'text' : `text (${format})`;
  if (type === 'integer') return 'whole number';
  return type === 'boolean' ? 'true or false' : type;
}

const plural = (type: string): string => (/^(?:text|object|number|whole number)$/.test(type) ? `${type}s` : type);

/** A line of a schema: a member of an object, or one of several forms. */
export interface SchemaEntry {
  name: string;
  schema: ApiSchema;
  required: boolean;
}

/** What an object has, or the objects of a list have; empty: the value has no members that are known. */
export function membersOf(schemas: Schemas, given: ApiSchema): SchemaEntry[] {
  const { schema } = resolved(schemas, given);
  const { properties, required = [], additionalProperties, items, allOf } = schema;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (properties || allOf) {
    const own = Object.entries(properties ?? {}).map(([name, member]) => ({
      name,
      schema: member,
      required: required.includes(name),
    }));
    return [...own, ...(allOf ?? []).flatMap((part) => membersOf(schemas, part))];
  }
  if (items) return membersOf(schemas, items);
  if (alternatives) return membersOfForms(schemas, alternatives);
  const others = typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0;
  return others ? [{ name: '{any name}', schema: additionalProperties, required: false }] : [];
}

function membersOfForms(schemas: Schemas, alternatives: readonly ApiSchema[]): SchemaEntry[] {
  const withMembers = alternatives.filter((one) => membersOf(schemas, one).length > 0);
  const [only] = withMembers;
  if (withMembers.length === 1 && only) return membersOf(schemas, only);
  return withMembers.map((schema, index) => ({
    name: resolved(schemas, schema).name ?? `form ${index + 1}`,
    schema,
    required: false,
  }));
}

/** The names of the schemas that one goes through to a schema's members; one of them again is a circle. */
export function namesOf(schemas: Schemas, schema: ApiSchema): string[] {
  const { name, schema: found } = resolved(schemas, schema);
  const inner = found.items ? namesOf(schemas, found.items) : [];
  return name === undefined ? inner : [name, ...inner];
}

/** A value of this kind to begin with: required members, defaults where there are some. */
export function exampleOf(schemas: Schemas, given: ApiSchema, depth = 0): unknown {
  const { schema } = resolved(schemas, given);
  const named = [schema.default, schema.const, schema.enum?.[0]].find((one) => one !== undefined);
  if (named !== undefined) return named;
  const form = (schema.anyOf ?? schema.oneOf)?.[0];
  if (form) return exampleOf(schemas, form, depth);
  const [type = 'object'] = [schema.type ?? []].flat();
  return type in simpleExamples ? simpleExamples[type] : nestedExample(schemas, schema, { type, depth });
}

const simpleExamples: Readonly<Record<string, unknown>> = {
  string: '',
  number: 0,
  integer: 0,
  boolean: true,
  null: null,
};

/** Of a list or an object. It ends after some floors, as schemas may hold themselves. */
function nestedExample(schemas: Schemas, schema: ApiSchema, { type, depth }: { type: string; depth: number }): unknown {
  const isTooDeep = depth > 3;
  if (type === 'array') return isTooDeep || !schema.items ? [] : [exampleOf(schemas, schema.items, depth + 1)];
  const members = isTooDeep ? [] : membersOf(schemas, schema).filter(({ required }) => required);
  return Object.fromEntries(members.map(({ name, schema: member }) => [name, exampleOf(schemas, member, depth + 1)]));
}
