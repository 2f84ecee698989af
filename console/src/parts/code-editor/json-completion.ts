import { type JsonSchema, memberNames, namedValues, schemasAt } from './json-schema.ts';
import {
  childrenOf,
  isValue,
  itemsBefore,
  type JsonNode,
  type JsonPath,
  nameOf,
  parseJsonTree,
  pathTo,
  propertiesOf,
} from './json-tree.ts';

/** One thing that may be written at a place. */
export interface JsonOption {
  label: string;
  kind: 'name' | 'value';
  detail?: string;
  info?: string;
  insert: string;
  /** Where the cursor goes, from the start of what is inserted. */
  cursor: number;
}

/** What the schema offers at a place; what stands from `from` to `to` is replaced. */
export interface JsonOptions {
  from: number;
  to: number;
  options: JsonOption[];
}

/** The names or values that may stand at a place of a JSON text, mistakes in the text notwithstanding. */
export function jsonOptions(text: string, at: number, schema: JsonSchema): JsonOptions | undefined {
  const node = parseJsonTree(text).resolveInner(at, -1);
  if (node.name === 'PropertyName') return namesFor(text, objectOf(node), { from: node.from, to: node.to }, schema);
  const isScalar = isValue(node) && node.name !== 'Object' && node.name !== 'Array';
  if (isScalar && at > node.from) return valuesFor(pathTo(node, text), { from: node.from, to: node.to }, schema);
  const from = at - (/"?[^\s"{}[\],:]*$/.exec(text.slice(0, at))?.[0].length ?? 0);
  return inside(text, node, { from, to: at }, schema);
}

interface Range {
  from: number;
  to: number;
}

const objectOf = (node: JsonNode): JsonNode | undefined => {
  for (let at: JsonNode | null = node; at; at = at.parent) if (at.name === 'Object') return at;
  return undefined;
};

function inside(text: string, node: JsonNode, range: Range, schema: JsonSchema): JsonOptions | undefined {
  const container = containerOf(node);
  if (!container) return valuesFor([], range, schema);
  const before = childrenOf(container).findLast((child) => child.to <= range.from && !child.type.isError)?.name;
  switch (container.name) {
    case 'Object':
      return before === '{' || before === ',' ? namesFor(text, container, range, schema) : undefined;
    case 'Array':
      return before === '[' || before === ','
        ? valuesFor([...pathTo(container, text), itemsBefore(container, range.from)], range, schema)
        : undefined;
    default:
      return before === ':'
        ? valuesFor([...pathTo(container, text), nameOf(container, text) ?? ''], range, schema)
        : undefined;
  }
}

const containers = new Set(['Object', 'Array', 'Property']);

function containerOf(node: JsonNode): JsonNode | undefined {
  for (let at: JsonNode | null = node; at; at = at.parent) if (containers.has(at.name)) return at;
  return undefined;
}

function namesFor(
  text: string,
  object: JsonNode | undefined,
  range: Range,
  schema: JsonSchema,
): JsonOptions | undefined {
  if (!object) return undefined;
  const others = propertiesOf(object).filter(({ from, to }) => to < range.from || from > range.to);
  const taken = new Set(others.map((property) => nameOf(property, text)));
  const schemas = schemasAt(schema, pathTo(object, text));
  const required = new Set(schemas.flatMap((one) => one.required ?? []));
  const rest = text.slice(range.to).trimStart();
  const options = [...memberNames(schemas)]
    .filter(([name, member]) => !taken.has(name) && member.deprecated !== true)
    .map(([name, member]) => nameOption(name, member, { rest, isRequired: required.has(name) }));
  return options.length === 0 ? undefined : { ...range, options };
}

function nameOption(
  name: string,
  member: JsonSchema,
  { rest, isRequired }: { rest: string; isRequired: boolean },
): JsonOption {
  const quoted = JSON.stringify(name);
  const [value, into] = skeletonOf(member);
  const whole = `${quoted}: ${value}`;
  const written = rest.startsWith(':')
    ? { insert: quoted, cursor: quoted.length }
    : { insert: rest.startsWith('"') ? `${whole},` : whole, cursor: whole.length - into };
  return {
    label: name,
    kind: 'name',
    ...(isRequired && { detail: 'required' }),
    ...(member.description !== undefined && { info: member.description }),
    ...written,
  };
}

/** The beginning of a value, and how far before its end the cursor belongs. */
function skeletonOf({ type, default: byDefault }: JsonSchema): [string, number] {
  const [kind = ''] = [type ?? []].flat();
  switch (kind) {
    case 'string':
      return ['""', 1];
    case 'object':
      return ['{}', 1];
    case 'array':
      return ['[]', 1];
    case 'boolean':
      return [String(byDefault !== true), 0];
    default:
      return ['', 0];
  }
}

function valuesFor(path: JsonPath, range: Range, schema: JsonSchema): JsonOptions | undefined {
  const schemas = schemasAt(schema, path);
  const defaults = new Set(schemas.flatMap((one) => ('default' in one ? [JSON.stringify(one.default)] : [])));
  const options = namedValues(schemas).map((value): JsonOption => {
    const insert = JSON.stringify(value);
    const isDefault = defaults.has(insert);
    return { label: insert, kind: 'value', ...(isDefault && { detail: 'default' }), insert, cursor: insert.length };
  });
  return options.length === 0 ? undefined : { ...range, options };
}
