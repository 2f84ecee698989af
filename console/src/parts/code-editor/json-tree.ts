import { jsonLanguage } from '@codemirror/lang-json';

/** The syntax tree of a JSON text, which also a text with mistakes has. */
export type JsonTree = ReturnType<typeof jsonLanguage.parser.parse>;
export type JsonNode = JsonTree['topNode'];
export type JsonPath = readonly (string | number)[];

export const parseJsonTree = (text: string): JsonTree => jsonLanguage.parser.parse(text);

const valueNames = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

export const isValue = (node: JsonNode): boolean => valueNames.has(node.name);

/** The value of the whole text; undefined: there is none. */
export const rootOf = (tree: JsonTree): JsonNode | undefined => childrenOf(tree.topNode).find(isValue);

export function childrenOf(node: JsonNode): JsonNode[] {
  const children: JsonNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

export const propertiesOf = (object: JsonNode): JsonNode[] =>
  childrenOf(object).filter(({ name }) => name === 'Property');

/** The name of a property; undefined: it has none that can be read. */
export function nameOf(property: JsonNode, text: string): string | undefined {
  const name = property.getChild('PropertyName');
  if (!name || name.from === name.to) return undefined;
  try {
    const read: unknown = JSON.parse(text.slice(name.from, name.to));
    return typeof read === 'string' ? read : undefined;
  } catch {
    return undefined;
  }
}

export const valueOf = (property: JsonNode): JsonNode | undefined => childrenOf(property).find(isValue);

/** A place in the text: the value, and the name that it stands behind. */
export interface JsonPlace {
  value: JsonNode | undefined;
  name: JsonNode | undefined;
  /** How much of the path was found; the rest is not in the text. */
  depth: number;
}

/** The place of a path, or of as much of it as there is. */
export function placeOf(tree: JsonTree, text: string, path: JsonPath): JsonPlace {
  let place: JsonPlace = { value: rootOf(tree), name: undefined, depth: 0 };
  for (const [index, step] of path.entries()) {
    const next = place.value && stepInto(place.value, text, step);
    if (!next) return place;
    place = { ...next, depth: index + 1 };
  }
  return place;
}

function stepInto(value: JsonNode, text: string, step: string | number): Omit<JsonPlace, 'depth'> | undefined {
  if (value.name === 'Array') {
    const item = childrenOf(value).filter(isValue)[Number(step)];
    return item && { value: item, name: undefined };
  }
  const property = propertiesOf(value).findLast((one) => nameOf(one, text) === String(step));
  return property && { value: valueOf(property), name: property.getChild('PropertyName') ?? undefined };
}

/** What to mark of a place: a short value itself, of an object or a list its name. */
export function markOf({ value, name }: JsonPlace): { from: number; to: number } {
  if (!value) return name ? { from: name.from, to: name.to } : { from: 0, to: 0 };
  if (value.name !== 'Object' && value.name !== 'Array') return { from: value.from, to: value.to };
  return name ? { from: name.from, to: name.to } : { from: value.from, to: value.from + 1 };
}

/** The path of the value, or of the object that has the property, in which a node is. */
export function pathTo(node: JsonNode, text: string): JsonPath {
  const path: (string | number)[] = [];
  for (let at = node, { parent } = node; parent; at = parent, { parent } = at) {
    if (parent.name === 'Array') path.unshift(itemsBefore(parent, at.from));
    if (parent.name === 'Property' && at.name !== 'PropertyName') path.unshift(nameOf(parent, text) ?? '');
  }
  return path;
}

/** How many items of a list stand before a place in the text. */
export const itemsBefore = (list: JsonNode, at: number): number =>
  childrenOf(list).filter((child) => isValue(child) && child.to <= at).length;
