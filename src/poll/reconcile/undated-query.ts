import { parseHubUrl, type HubQuery } from '../../hub/hub-query.ts';
import { microsPerSecond, type Instant } from '../../lib/instant.ts';
import { WhereSyntaxError, type Expression } from '../../lib/where/expression.ts';
import { parseWhere } from '../../lib/where/parse-where.ts';
import { printWhere } from '../../lib/where/print-where.ts';
import { Fault } from '../../model/fault.ts';

export interface UndatedQuery {
  query: HubQuery;
  /** False: polls ask for everything too, as their URL holds no date. */
  dropped: boolean;
}

/** Two moments of which every unit that a format can show is different, also as a local time. */
const oneMoment: Instant = Date.UTC(2001, 1, 3, 4, 5, 6, 789) * 1000;
const anotherMoment: Instant = Date.UTC(2012, 10, 14, 15, 16, 17, 890) * 1000 + 123 * microsPerSecond + 456;

/**
 * The query of a poll without its dates: every condition, and every other parameter, that is not the same at two different
 * moments is left out. All others stay, as they say what the customer watches. `urlAt` gives the URL that a poll would ask
 * at a moment. Throws `query.invalid`.
 */
export function undatedQuery(urlAt: (moment: Instant) => string): UndatedQuery {
  const query = parseHubUrl(urlAt(oneMoment));
  const other = parseHubUrl(urlAt(anotherMoment));
  const passedOn = Object.entries(query.passedOn).filter(([name, value]) => other.passedOn[name] === value);
  const { where: dated, ...rest } = query;
  const where = sameWhere(dated, other.where);
  return {
    query: { ...rest, ...(where !== undefined && { where }), passedOn: Object.fromEntries(passedOn) },
    dropped: where !== dated || passedOn.length < Object.keys(query.passedOn).length,
  };
}

function sameWhere(one: string | undefined, other: string | undefined): string | undefined {
  if (one === other || one === undefined || other === undefined) return one;
  try {
    const kept = samePart(parseWhere(one), parseWhere(other));
    return kept && printWhere(kept);
  } catch (error) {
    if (!(error instanceof WhereSyntaxError)) throw error;
    throw new Fault('query.invalid', error.message, { cause: error });
  }
}

/** What of a condition does not depend on the moment. An OR with a date in it lets every record in at some moment. */
function samePart(one: Expression, other: Expression): Expression | undefined {
  if (printWhere(one) === printWhere(other)) return one;
  if (one.kind !== 'and' || other.kind !== 'and') return undefined;
  const kept = one.items.flatMap((item, index) => {
    const match = other.items[index];
    return (match && samePart(item, match)) ?? [];
  });
  return kept.length > 1 ? { kind: 'and', items: kept } : kept[0];
}
