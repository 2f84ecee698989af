import {
  EmbeddedActionsParser,
  Lexer,
  type IParserErrorMessageProvider,
  type IToken,
  type TokenType,
} from 'chevrotain';
import type { ComparisonOperator, Expression, Literal } from './expression.ts';
import { tokens } from './tokens.ts';

const allTokens = Object.values(tokens);

/** The messages name only what was expected; `parseWhere` adds the place and what was found. */
const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => label(expected),
  buildNotAllInputParsedMessage: () => 'AND, OR or the end',
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) =>
    anyOf(
      expectedPathsPerAlt
        .flat()
        .map((path) => path[0])
        .filter((token) => token !== undefined),
    ),
  buildEarlyExitMessage: ({ expectedIterationPaths }) =>
    anyOf(expectedIterationPaths.map((path) => path[0]).filter((token) => token !== undefined)),
};

const label = (token: TokenType): string => token.LABEL ?? token.name;

const anyOf = (expected: TokenType[]): string => {
  const labels = [...new Set(expected.map(label))];
  return labels.length > 1 ? `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}` : labels.join('');
};

/** The grammar of where clauses; one rule per method. Rules run once without input when the parser is built. */
export class WhereParser extends EmbeddedActionsParser {
  /** Only the first error is told; to look for more takes time with the square of the text. */
  readonly lexer = new Lexer(allTokens, { recoveryEnabled: false });

  constructor() {
    super(allTokens, { errorMessageProvider: expectations, maxLookahead: 2 });
    this.performSelfAnalysis();
  }

  readonly expression = this.RULE('expression', (): Expression => {
    const items: Expression[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: tokens.or, DEF: () => items.push(this.SUBRULE(this.conjunction)) });
    return items.length > 1 ? { kind: 'or', items } : (items[0] as Expression);
  });

  private readonly conjunction = this.RULE('conjunction', (): Expression => {
    const items: Expression[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: tokens.and, DEF: () => items.push(this.SUBRULE(this.negation)) });
    return items.length > 1 ? { kind: 'and', items } : (items[0] as Expression);
  });

  private readonly negation = this.RULE('negation', (): Expression =>
    this.OR([
      {
        ALT: (): Expression => {
          this.CONSUME(tokens.not);
          return { kind: 'not', item: this.SUBRULE(this.negation) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(tokens.open);
          const inner = this.SUBRULE(this.expression);
          this.CONSUME(tokens.close);
          return inner;
        },
      },
      { ALT: () => this.SUBRULE(this.condition) },
    ]),
  );

  private readonly condition = this.RULE('condition', (): Expression => {
    const column = this.SUBRULE(this.column);
    return this.OR([
      { ALT: () => this.SUBRULE(this.comparison, { ARGS: [column] }) },
      { ALT: () => this.SUBRULE(this.nullTest, { ARGS: [column] }) },
      {
        ALT: (): Expression => {
          this.CONSUME(tokens.not);
          return { kind: 'not', item: this.SUBRULE1(this.likeOrIn, { ARGS: [column] }) };
        },
      },
      { ALT: () => this.SUBRULE2(this.likeOrIn, { ARGS: [column] }) },
    ]);
  });

  private readonly comparison = this.RULE('comparison', (column: string): Expression => {
    const operator = this.SUBRULE(this.operator);
    return { kind: 'comparison', column, operator, value: this.SUBRULE(this.literal) };
  });

  private readonly nullTest = this.RULE('nullTest', (column: string): Expression => {
    this.CONSUME(tokens.is);
    const negated = this.OPTION(() => this.CONSUME(tokens.not)) !== undefined;
    this.CONSUME(tokens.null);
    return negated ? { kind: 'not', item: { kind: 'isNull', column } } : { kind: 'isNull', column };
  });

  private readonly likeOrIn = this.RULE('likeOrIn', (column: string): Expression =>
    this.OR([
      {
        ALT: (): Expression => {
          this.CONSUME(tokens.like);
          return { kind: 'comparison', column, operator: 'LIKE', value: this.SUBRULE1(this.literal) };
        },
      },
      {
        ALT: (): Expression => {
          const values: Literal[] = [];
          this.CONSUME(tokens.in);
          this.CONSUME(tokens.open);
          this.AT_LEAST_ONE_SEP({ SEP: tokens.comma, DEF: () => values.push(this.SUBRULE2(this.literal)) });
          this.CONSUME(tokens.close);
          return { kind: 'in', column, values };
        },
      },
    ]),
  );

  private readonly operator = this.RULE('operator', (): ComparisonOperator =>
    this.OR([
      { ALT: () => this.written(this.CONSUME(tokens.equal)) },
      { ALT: () => this.written(this.CONSUME(tokens.notEqual)) },
      { ALT: () => this.written(this.CONSUME(tokens.unlike)) },
      { ALT: () => this.written(this.CONSUME(tokens.lessOrEqual)) },
      { ALT: () => this.written(this.CONSUME(tokens.greaterOrEqual)) },
      { ALT: () => this.written(this.CONSUME(tokens.less)) },
      { ALT: () => this.written(this.CONSUME(tokens.greater)) },
    ]),
  );

  private written(token: IToken): ComparisonOperator {
    return token.image === '<>' ? '!=' : (token.image as ComparisonOperator);
  }

  /** A name between single quotes is accepted as a column too: published configurations have `'Modified Time'>…`. */
  private readonly column = this.RULE('column', (): string =>
    this.OR([
      { ALT: () => this.CONSUME(tokens.identifier).image },
      { ALT: () => unquote(this.CONSUME(tokens.backticked).image) },
      { ALT: () => unquote(this.CONSUME(tokens.doubleQuoted).image) },
      { ALT: () => unquote(this.CONSUME(tokens.quoted).image) },
    ]),
  );

  private readonly literal = this.RULE('literal', (): Literal =>
    this.OR([
      { ALT: (): Literal => ({ kind: 'string', text: unquote(this.CONSUME(tokens.quoted).image) }) },
      { ALT: (): Literal => ({ kind: 'number', text: this.CONSUME(tokens.number).image }) },
      { ALT: (): Literal => ({ kind: 'date', text: this.CONSUME(tokens.date).image }) },
      { ALT: (): Literal => ({ kind: 'boolean', text: this.CONSUME(tokens.true).image.toLowerCase() }) },
      { ALT: (): Literal => ({ kind: 'boolean', text: this.CONSUME(tokens.false).image.toLowerCase() }) },
    ]),
  );
}

const unquote = (text: string): string => {
  const quote = text.slice(0, 1);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
};
