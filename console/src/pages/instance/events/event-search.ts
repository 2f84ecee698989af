import { textOf, wordOf, type RawSearch } from '../../../parts/use-url-state.ts';

/** How far back a list goes. */
export const periods = ['1h', '24h', '7d', '30d'] as const;
export type EventsPeriod = (typeof periods)[number];

export const deliveryStates = ['delivered', 'outstanding', 'failed'] as const;
export const pageSizes = [25, 50, 100] as const;

/** What the URL says about the list of events. `from` and `to` are ISO instants and count only without a period. */
export interface EventSearch {
  q: string | undefined;
  type: string | undefined;
  resource: string | undefined;
  delivery: (typeof deliveryStates)[number] | undefined;
  period: EventsPeriod | undefined;
  from: string | undefined;
  to: string | undefined;
  size: (typeof pageSizes)[number];
  /** The token of the page; undefined: the first. */
  after: string | undefined;
  /** The event that is looked at. */
  event: string | undefined;
}

export function parseEventSearch(search: RawSearch): EventSearch {
  return {
    q: textOf(search, 'q'),
    type: textOf(search, 'type'),
    resource: textOf(search, 'resource'),
    delivery: wordOf(search, 'delivery', deliveryStates),
    period: wordOf(search, 'period', periods),
    from: instantOf(search, 'from'),
    to: instantOf(search, 'to'),
    size: pageSizes.find((size) => String(size) === textOf(search, 'size')) ?? 25,
    after: textOf(search, 'after'),
    event: textOf(search, 'event'),
  };
}

function instantOf(search: RawSearch, key: string): string | undefined {
  const text = textOf(search, key);
  return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : text;
}

const hourMs = 3_600_000;
const lengthsMs = { '1h': hourMs, '24h': 24 * hourMs, '7d': 7 * 24 * hourMs, '30d': 30 * 24 * hourMs };

/** The parameters of the call that answers the list. */
export function toEventsQuery(search: Omit<EventSearch, 'event'>, nowMs: number) {
  const { q, type, resource, delivery, period, from, to, size, after } = search;
  return {
    search: q,
    eventType: type,
    objectType: resource,
    delivery,
    from: period ? new Date(nowMs - lengthsMs[period]).toISOString() : from,
    to: period ? undefined : to,
    pageSize: size,
    nextPage: after,
  };
}

/** Whether anything narrows the list. */
export const isFiltered = ({ q, type, resource, delivery, period, from, to }: EventSearch): boolean =>
  [q, type, resource, delivery, period, from, to].some((value) => value !== undefined);

/** A change of the URL that takes all filters away. */
export const noFilters = {
  q: undefined,
  type: undefined,
  resource: undefined,
  delivery: undefined,
  period: undefined,
  from: undefined,
  to: undefined,
  after: undefined,
};
