import { createToken, Lexer, type TokenType } from 'chevrotain';

const identifier = createToken({ name: 'Identifier', label: 'a column name', pattern: /[A-Za-z_$@][\w$@.[\]-]*/ });

/** Reserved words may begin longer column names (`order_id`, `inStock`), hence `longer_alt`. */
const keyword = (word: string): TokenType =>
  createToken({ name: word, label: word.toUpperCase(), pattern: new RegExp(word, 'i'), longer_alt: identifier });

/** An operator or bracket, shown in messages as it is written. */
const symbol = (name: string, text: string): TokenType => createToken({ name, label: text, pattern: text });

export const tokens = {
  blank: createToken({ name: 'Blank', pattern: /[\s\u00a0]+/, group: Lexer.SKIPPED, line_breaks: true }),
  quoted: createToken({ name: 'Quoted', label: "a 'quoted value'", pattern: /'(?:[^']|'')*'(?!')/, line_breaks: true }),
  backticked: createToken({
    name: 'Backticked',
    label: 'a `column name`',
    pattern: /`(?:[^`]|``)+`(?!`)/,
    line_breaks: true,
  }),
  doubleQuoted: createToken({
    name: 'DoubleQuoted',
    label: 'a "column name"',
    pattern: /"(?:[^"]|"")+"(?!")/,
    line_breaks: true,
  }),
  date: createToken({
    name: 'DateLiteral',
    label: 'a date',
    pattern: /\d{4}-\d{2}-\d{2}(?!\d)(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:[Zz]|[+-]\d{1,2}(?::?\d{2})?)?)?/,
  }),
  number: createToken({ name: 'NumberLiteral', label: 'a number', pattern: /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/ }),
  notEqual: symbol('NotEqual', '!='),
  unlike: symbol('Unlike', '<>'),
  lessOrEqual: symbol('LessOrEqual', '<='),
  greaterOrEqual: symbol('GreaterOrEqual', '>='),
  equal: symbol('Equal', '='),
  less: symbol('Less', '<'),
  greater: symbol('Greater', '>'),
  open: symbol('Open', '('),
  close: symbol('Close', ')'),
  comma: symbol('Comma', ','),
  and: keyword('and'),
  or: keyword('or'),
  not: keyword('not'),
  like: keyword('like'),
  in: keyword('in'),
  is: keyword('is'),
  null: keyword('null'),
  true: keyword('true'),
  false: keyword('false'),
  identifier,
} as const;

/** Words that are a column name only between backticks. */
export const reservedWords: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'like',
  'in',
  'is',
  'null',
  'true',
  'false',
]);
