import type { CodeIssue, CodeProblem } from './code-problem.ts';
import {
  type JsonNode,
  type JsonPath,
  markOf,
  nameOf,
  parseJsonTree,
  placeOf,
  propertiesOf,
  rootOf,
} from './json-tree.ts';

/** What someone says of a text, with its place found. What has no place, or none that is there, is told of the start. */
export function placeIssue(text: string, issue: CodeIssue): CodeProblem {
  const { message, severity = 'error', path, line, column } = issue;
  if (line !== undefined) return { ...wordAtLine(text, line, column ?? 1), severity, message };
  if (path === undefined) return { from: 0, to: 0, severity, message };
  const tree = parseJsonTree(text);
  return { ...markOf(placeOf(tree, text, stepsOf(path, rootOf(tree), text))), severity, message };
}

/** The word, or the rest of the line, that begins at a line and column, both from 1. */
export function wordAtLine(text: string, line: number, column: number): { from: number; to: number } {
  const lines = text.split('\n');
  const index = Math.min(Math.max(line, 1), lines.length) - 1;
  const start = lines.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0);
  const content = lines[index] ?? '';
  const from = Math.min(Math.max(column - 1, 0), content.length);
  const word = /^(?:[\w$]+|\S+)/.exec(content.slice(from))?.[0] ?? '';
  if (word !== '') return { from: start + from, to: start + from + word.length };
  return { from: start + Math.max(0, content.length - 1), to: start + content.length };
}

/** The steps of `a.b[3]`. Names may have dots in them, so the longest name that an object has is taken. */
function stepsOf(path: string, root: JsonNode | undefined, text: string): JsonPath {
  const steps: (string | number)[] = [];
  let rest = path;
  let at = root;
  while (at && rest !== '') {
    const step = at.name === 'Array' ? itemStep(rest) : memberStep(at, text, rest);
    if (step === undefined) break;
    steps.push(step.step);
    rest = rest.slice(step.length).replace(/^\./, '');
    at = placeOf(parseJsonTree(text), text, steps).value;
  }
  return steps;
}

interface Step {
  step: string | number;
  /** Of its characters in the path. */
  length: number;
}

function itemStep(rest: string): Step | undefined {
  const found = /^(?:\[(\d+)\]|(\d+)(?=[.[]|$))/.exec(rest);
  return found ? { step: Number(found[1] ?? found[2]), length: found[0].length } : undefined;
}

function memberStep(object: JsonNode, text: string, rest: string): Step | undefined {
  const names = propertiesOf(object).map((property) => nameOf(property, text) ?? '');
  const [longest] = names
    .filter((name) => name !== '' && rest.startsWith(name) && /^(?:[.[]|$)/.test(rest.slice(name.length)))
    .toSorted((a, b) => b.length - a.length);
  return longest === undefined ? undefined : { step: longest, length: longest.length };
}
