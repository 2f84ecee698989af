import { WhereSyntaxError, type Expression } from './expression.ts';
import { nestedTooDeep, nestingAllowed } from './nesting.ts';
import { WhereParser } from './where-parser.ts';

/**
 * Parses a where clause: `AND OR NOT = != <> < <= > >= LIKE IN`, `IS NULL`, their negations, and parentheses. Keywords in
 * any case. Throws WhereSyntaxError with the place, what was found and what is allowed there.
 */
export function parseWhere(text: string): Expression {
  parser ??= new WhereParser();
  const { tokens, errors } = parser.lexer.tokenize(text);
  const [unreadable] = errors;
  if (unreadable)
    throw new WhereSyntaxError(text, unreadable.offset + 1, unreadableExpectation(text, unreadable.offset));
  const tooDeep = nestedTooDeep(tokens);
  if (tooDeep) throw new WhereSyntaxError(text, tooDeep.startOffset + 1, nestingAllowed);
  parser.input = tokens;
  const expression = parser.expression();
  const [fault] = parser.errors;
  if (!fault) return expression;
  const { startOffset } = fault.token;
  const position = startOffset >= 0 ? startOffset + 1 : text.length + 1;
  throw new WhereSyntaxError(text, position, fault.message);
}

/** Built at the first use: the analysis of the grammar takes some milliseconds. */
let parser: WhereParser | undefined;

function unreadableExpectation(text: string, offset: number): string {
  const closing = { "'": 'a closing quote for the value', '`': 'a closing backtick', '"': 'a closing double quote' };
  return (
    closing[text[offset] as keyof typeof closing] ??
    "a column name (between backticks where it has other characters), an operator or a 'quoted value'"
  );
}
