import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { CodeProblem } from './code-problem.ts';
import { type JsonSchema, memberNames, namedValues, schemasAt } from './json-schema.ts';
import { jsonSyntaxProblem, repeatedNames } from './json-syntax-problems.ts';
import {
  type JsonNode,
  type JsonPath,
  type JsonTree,
  markOf,
  nameOf,
  parseJsonTree,
  pathTo,
  placeOf,
} from './json-tree.ts';

/** What is wrong with a JSON text: its grammar, or, where that is right, what the schema says of its values. */
export function jsonProblems(text: string, schema?: JsonSchema): CodeProblem[] {
  const tree = parseJsonTree(text);
  const syntax = jsonSyntaxProblem(tree, text);
  if (syntax) return [syntax];
  const repeated = repeatedNames(tree, text);
  return schema ? [...repeated, ...violations(tree, text, schema), ...doubts(tree, text, schema)] : repeated;
}

/** Says only that something within does not fit; what that is has a message of its own. */
const outer = new Set([
  '$ref',
  '$dynamicRef',
  'allOf',
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'prefixItems',
  'unevaluatedProperties',
  'dependentSchemas',
  'if',
  'then',
  'else',
  'oneOf',
  'anyOf',
]);
const alternatives = new Set(['oneOf', 'anyOf']);

function violations(tree: JsonTree, text: string, schema: JsonSchema): CodeProblem[] {
  const { errors } = new Validator(schema as Schema, '2020-12', false).validate(JSON.parse(text));
  const told = new Map<string, CodeProblem>();
  for (const unit of errors.filter((one) => isTelling(one, errors))) {
    const path = pathOfPointer(unit.instanceLocation, tree, text);
    const at = mark(unit, { tree, text, path });
    const message = messageOf(unit, path, schema);
    const key = `${at.from} ${at.to} ${message}`;
    told.set(key, { ...at, severity: 'error', message });
  }
  return [...told.values()].toSorted((a, b) => a.from - b.from);
}

/**
 * Alternatives tell what is allowed where the value itself is wrong; where it is a value within, or where one of them has
 * only the size of the value against it, that tells it.
 */
function isTelling(unit: OutputUnit, all: readonly OutputUnit[]): boolean {
  if (alternatives.has(unit.keyword)) return tellersOf(unit, all).length === 0;
  if (outer.has(unit.keyword)) return false;
  const around = all.filter((other) => alternatives.has(other.keyword) && isBranchOf(unit, other));
  return around.every((other) => tellersOf(other, all).includes(unit));
}

const isBranchOf = (unit: OutputUnit, { keywordLocation }: OutputUnit): boolean =>
  unit.keywordLocation.startsWith(`${keywordLocation}/`);

/** Keywords by which a value belongs to another alternative. */
const kinds = new Set(['type', 'enum', 'const', 'pattern']);

/** What of the branches of an alternative tells more than the alternative does. */
function tellersOf(alternative: OutputUnit, all: readonly OutputUnit[]): OutputUnit[] {
  const within = all.filter((unit) => isBranchOf(unit, alternative) && !outer.has(unit.keyword));
  const branchOf = ({ keywordLocation }: OutputUnit) =>
    keywordLocation.slice(alternative.keywordLocation.length).split('/')[1];
  const strange = new Set(
    within
      .filter((unit) => unit.instanceLocation === alternative.instanceLocation && kinds.has(unit.keyword))
      .map(branchOf),
  );
  return within.filter((unit) => !strange.has(branchOf(unit)));
}

/** `#/rows/3/id` → rows, 3, id: a number where the text has a list. */
function pathOfPointer(pointer: string, tree: JsonTree, text: string): JsonPath {
  const path: (string | number)[] = [];
  for (const step of pointer.replace(/^#/, '').split('/').slice(1)) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(placeOf(tree, text, path).value?.name === 'Array' ? Number(name) : name);
  }
  return path;
}

function mark(unit: OutputUnit, { tree, text, path }: { tree: JsonTree; text: string; path: JsonPath }) {
  const place = placeOf(tree, text, path);
  const isAboutName = unit.keyword === 'false' || unit.keyword === 'propertyNames';
  return isAboutName && place.name ? { from: place.name.from, to: place.name.to } : markOf(place);
}

function messageOf({ keyword, error }: OutputUnit, path: JsonPath, schema: JsonSchema): string {
  const name = path.length === 0 ? 'The value' : String(path.at(-1));
  switch (keyword) {
    case 'required': {
      const missing = /"(.*)"/.exec(error)?.[1] ?? '';
      return path.length === 0 ? `${missing} is missing.` : `${name}: ${missing} is missing.`;
    }
    case 'false':
      return notKnown(String(path.at(-1)), [...memberNames(schemasAt(schema, path.slice(0, -1))).keys()]);
    case 'anyOf':
    case 'oneOf':
    case 'type':
    case 'enum':
    case 'const':
      return `${name}: allowed is ${allowedBy(schemasAt(schema, path))}.`;
    default:
      return `${name}: ${error}`;
  }
}

const notKnown = (name: string, known: readonly string[]): string =>
  known.length === 0 ? `${name} is not known here.` : `${name} is not known here; known are ${shortened(known)}.`;

function allowedBy(schemas: readonly JsonSchema[]): string {
  const values = namedValues(schemas.filter((schema) => schema.enum !== undefined || 'const' in schema));
  const plain = schemas.flatMap(({ type, enum: named, pattern }) => (named || pattern ? [] : [type ?? []].flat()));
  // Texts of a form stand for another kind of value, as "20" for a number.
  const types = plain.length > 0 ? plain : schemas.flatMap(({ type, enum: named }) => (named ? [] : (type ?? [])));
  const words = [
    ...new Set(types.map((type) => wordOf[type] ?? type)),
    ...values.map((value) => JSON.stringify(value)),
  ];
  const [last] = words.slice(-1);
  if (last === undefined) return 'another value';
  return words.length === 1 ? last : `${shortened(words.slice(0, -1))} or ${last}`;
}

const wordOf: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const shortened = (names: readonly string[]): string =>
  names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : names.join(', ');

/** Members that are read, but that the schema would rather not see. */
function doubts(tree: JsonTree, text: string, schema: JsonSchema): CodeProblem[] {
  const problems: CodeProblem[] = [];
  tree.iterate({
    enter: ({ name, node }) => {
      const doubt = name === 'Property' ? doubtOf(node, text, schema) : undefined;
      if (doubt) problems.push(doubt);
    },
  });
  return problems;
}

function doubtOf(property: JsonNode, text: string, schema: JsonSchema): CodeProblem | undefined {
  const key = nameOf(property, text);
  const place = property.getChild('PropertyName');
  if (key === undefined || !place) return undefined;
  const path = [...pathTo(property, text), key];
  const found = schemasAt(schema, path).find(({ deprecated }) => deprecated === true);
  if (!found) return undefined;
  return {
    from: place.from,
    to: place.to,
    severity: 'warning',
    message: `${key}: ${found.description ?? 'better not used.'}`,
  };
}
