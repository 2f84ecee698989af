import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonRecord;
export type JsonRecord = { [key: string]: JsonValue };

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Where and why a text is not JSON. `line` and `column` count from 1. Of the text only the character in that place is
 * told: it may hold secrets.
 */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly line: number;
  readonly column: number;
  constructor(reason: string, text: string, position: number) {
    const before = text.slice(0, position);
    const line = before.split('\n').length;
    const column = position - before.lastIndexOf('\n');
    super(`${reason} at line ${line}, column ${column}, found ${characterAt(text, position)}`);
    this.line = line;
    this.column = column;
  }
}

const longNumber = /(?:^|[:[,\s])-?\d{16,}/;

/**
 * Parses JSON and keeps whole numbers beyond 2^53 exact, as strings of their digits (ids of several vendors are 64-bit).
 * Throws JsonSyntaxError with the place of the fault.
 */
export function parseJson(text: string): JsonValue {
  try {
    return (longNumber.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text)) as JsonValue;
  } catch {
    throw syntaxError(text);
  }
}

function keepLongNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context?.source === undefined) return value;
  return /^-?\d+$/.test(context.source) ? context.source : value;
}

/** V8 does not always name the place, and quotes the text: a second parser is asked when a text is broken. */
function syntaxError(text: string): JsonSyntaxError {
  const found: ParseError[] = [];
  parse(text, found, { disallowComments: true, allowTrailingComma: false });
  const [first] = found;
  if (!first) return new JsonSyntaxError('not JSON', text, text.length);
  const reason = printParseErrorCode(first.error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return new JsonSyntaxError(reason, text, first.offset);
}

function characterAt(text: string, position: number): string {
  const codePoint = text.codePointAt(position);
  return codePoint === undefined ? 'the end of the text' : JSON.stringify(String.fromCodePoint(codePoint));
}

/** The same; undefined for a text that is no JSON. */
export function jsonOrNothing(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
