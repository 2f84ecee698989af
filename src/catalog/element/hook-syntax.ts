import { Script } from 'node:vm';

const file = 'hook.js';

/**
 * What is wrong with code as the body of a function, with its line and column; undefined: nothing. It is compiled and
 * never run.
 */
export function syntaxErrorOf(code: string): string | undefined {
  try {
    // As the sandbox has it: a block, so that the code may declare names of its variables again.
    new Script(`(async function () { 'use strict'; {\n${code}\n}})`, { filename: file, lineOffset: -1 });
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `${error.name}: ${error.message}${placeOf(error, code)}`;
  }
}

/** The stack begins with `hook.js:2`, the line itself, and carets below the place in it. */
function placeOf({ stack = '' }: Error, code: string): string {
  const [head = '', , carets = ''] = stack.split('\n');
  const line = new RegExp(`^${file}:(\\d+)$`).exec(head)?.[1];
  const column = carets.indexOf('^') + 1;
  if (line === undefined) return '';
  if (Number(line) > code.split('\n').length) return ' (at its end)';
  return column > 0 ? ` (line ${line}, column ${column})` : ` (line ${line})`;
}
