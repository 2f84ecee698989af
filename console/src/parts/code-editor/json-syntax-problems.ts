import type { CodeProblem } from './code-problem.ts';
import { type JsonNode, type JsonTree, nameOf, propertiesOf } from './json-tree.ts';

/** The first mistake in the grammar of a JSON text. Those behind it mostly follow from it. */
export function jsonSyntaxProblem(tree: JsonTree, text: string): CodeProblem | undefined {
  let mistake: JsonNode | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) mistake ??= node.node;
      return mistake === undefined;
    },
  });
  if (mistake) return problemOf(mistake, text);
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return { from: 0, to: text.length, severity: 'error', message: `Not JSON: ${(error as Error).message}` };
  }
}

function problemOf(mistake: JsonNode, text: string): CodeProblem {
  const found = text.slice(mistake.from, mistake.to);
  const from = mistake.from;
  const to = mistake.to > from ? mistake.to : Math.min(text.length, from + 1);
  return {
    from: to > from ? from : Math.max(0, to - 1),
    to,
    severity: 'error',
    message: explain(mistake, found, text),
  };
}

function explain(mistake: JsonNode, found: string, text: string): string {
  if (text.trim() === '') return 'The text is empty; a JSON value is expected.';
  const byFirst = firstCharacters[found.charAt(0)];
  if (byFirst !== undefined) return byFirst;
  const before = mistake.prevSibling?.name;
  switch (mistake.parent?.name ?? '') {
    case 'Property':
      return before === 'PropertyName' ? 'A colon is expected behind the name.' : `A value is expected${but(found)}.`;
    case 'Object':
      return inObject(before, found, text[mistake.to]);
    case 'Array':
      return inList(before, found, text[mistake.to]);
    default:
      return `${before === undefined ? 'A value is expected' : 'Nothing is expected behind the value'}${but(found)}.`;
  }
}

/** What is meant by something that begins like this. */
const firstCharacters: Record<string, string> = {
  '"': 'This text has no end on its line, or a backslash that JSON does not know.',
  "'": 'Texts stand in double quotes.',
  '/': 'JSON has no comments.',
};

function inObject(before: string | undefined, found: string, next: string | undefined): string {
  if (before === 'Property')
    return next === undefined && found === ''
      ? 'The object has no end: } is missing.'
      : 'A comma or } is expected here.';
  if (before === ',' && next === '}' && found === '') return 'The comma before } is one too many.';
  return `A name in double quotes is expected${but(found)}.`;
}

function inList(before: string | undefined, found: string, next: string | undefined): string {
  if (before === ',' && next === ']' && found === '') return 'The comma before ] is one too many.';
  if (before === ',' || before === '[') return `A value is expected${but(found)}.`;
  return next === undefined && found === '' ? 'The list has no end: ] is missing.' : 'A comma or ] is expected here.';
}

const but = (found: string): string =>
  found === '' ? '' : `; found ${found.length > 30 ? `${found.slice(0, 30)}…` : found}`;

/** Names that an object has twice: only the last counts. */
export function repeatedNames(tree: JsonTree, text: string): CodeProblem[] {
  const problems: CodeProblem[] = [];
  tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'Object') return;
      const seen = new Set<string>();
      for (const property of propertiesOf(node)) {
        const key = nameOf(property, text);
        const place = property.getChild('PropertyName');
        if (key === undefined || !place) continue;
        if (seen.has(key))
          problems.push({
            from: place.from,
            to: place.to,
            severity: 'warning',
            message: `${key} stands here twice; only the last counts.`,
          });
        seen.add(key);
      }
    },
  });
  return problems;
}
