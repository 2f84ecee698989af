import type { IToken } from 'chevrotain';
import { tokens } from './tokens.ts';

const mostLevels = 100;

/** What is expected instead of one more. */
export const nestingAllowed = `no more than ${mostLevels} NOTs and parentheses within each other`;

/** The first token within more of them than anybody means; the parser calls itself for each. */
export function nestedTooDeep(clause: readonly IToken[]): IToken | undefined {
  /** Of each open parenthesis the level inside it. */
  const inside: number[] = [];
  let level = 0;
  for (const token of clause) {
    const { tokenType } = token;
    if (tokenType === tokens.not || tokenType === tokens.open) level++;
    if (tokenType === tokens.open) inside.push(level);
    if (tokenType === tokens.close) inside.pop();
    // What a NOT negates is over there.
    if (tokenType === tokens.and || tokenType === tokens.or || tokenType === tokens.close) level = inside.at(-1) ?? 0;
    if (level > mostLevels) return token;
  }
  return undefined;
}
