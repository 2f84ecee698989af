import { Fault } from '../model/fault.ts';

/** A hub request, taken apart. All values are decoded. */
export interface HubQuery {
  /** With or without `/hubs/<hub>`, e.g. `/hubs/crm/contacts`. Segments may be `{name}`. */
  path: string;
  where?: string;
  orderBy?: string;
  fields?: string[];
  page?: number;
  pageSize?: number;
  nextPage?: string;
  /** Other query parameters, which the vendor gets as they are. */
  passedOn: Record<string, string>;
}

/**
 * Takes a hub URL as users write it in poller configurations: raw text in which quotes, blanks, `>=`, `+` and even `&`
 * may stand unencoded. `%XX` is decoded where present, `+` stays a plus sign.
 */
export function parseHubUrl(url: string): HubQuery {
  const text = url.trim();
  const mark = text.indexOf('?');
  const path = mark < 0 ? text : text.slice(0, mark);
  const query = mark < 0 ? [] : splitQuery(text.slice(mark + 1));
  return hubQuery(path, query);
}

/** A hub query from parameters that are decoded already, as an HTTP server hands them out. */
export function hubQuery(path: string, parameters: Iterable<readonly [string, string]>): HubQuery {
  const result: HubQuery = { path, passedOn: {} };
  for (const [name, value] of parameters) {
    if (name === 'where') result.where = value;
    else if (name === 'orderBy') result.orderBy = value;
    else if (name === 'nextPage') result.nextPage = value;
    else if (name === 'fields') result.fields = listOf(value);
    else if (name === 'page' || name === 'pageSize') setCount(result, name, value);
    else result.passedOn[name] = value;
  }
  return result;
}

function setCount(result: HubQuery, name: 'page' | 'pageSize', value: string): void {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) {
    throw new Fault('query.invalid', `${name}: found ${JSON.stringify(value)}, allowed: a whole number from 1`);
  }
  result[name] = count;
}

const listOf = (value: string): string[] =>
  value
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '');

/** Only an `&` before `name=` begins a parameter, and none between quotes as long as these are paired. */
function splitQuery(text: string): [string, string][] {
  const paired = (text.match(/'/g)?.length ?? 0) % 2 === 0;
  const parts: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(/&(?=[\w.[\]%-]+=)/g)) {
    const before = text.slice(from, index);
    if (paired && (before.match(/'/g)?.length ?? 0) % 2 === 1) continue;
    parts.push(before);
    from = index + 1;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '').map(splitParameter);
}

function splitParameter(part: string): [string, string] {
  const equals = part.indexOf('=');
  return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
}

/** Decodes the `%XX` of valid UTF-8; a lone `%` stays. */
export const decode = (text: string): string =>
  text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
