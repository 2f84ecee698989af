import { parseHubUrl } from '../hub/hub-query.ts';
import { WhereSyntaxError, type Expression, type Literal } from '../lib/where/expression.ts';
import { parseWhere } from '../lib/where/parse-where.ts';

/**
 * Whether the hub URL of a poll asks for some of the records only, by more than the dates of its window. Then a record that
 * a webhook shows may be none of them. What a parameter means is the provider's to say: all are taken for filters but those that
 * hold nothing but dates of the window, and those whose names are known for something else.
 */
export function filtersRecords(url: string): boolean {
  const { where, passedOn } = parseHubUrl(url.replaceAll(/\$\{[^{}]*\}/g, windowDate));
  const isFilter = ([name, value]: [string, string]) => !choosesNothing(name) && !holdsDatesAlone(value);
  return Object.entries(passedOn).some(isFilter) || filtersBy(where);
}

const paging = ['limit', 'perpage', 'pagesize', 'pagelimit', 'offset', 'cursor', 'top', 'skip', 'count', 'maxresults'];
const order = ['order', 'orderby', 'orderdir', 'ordering', 'sort', 'sortby', 'sortorder', 'sortdir', 'direction'];
const shown = ['field', 'fields', 'optfields', 'select', 'properties', 'attributes', 'columns', 'expand', 'embed'];
const form = ['include', 'includes', 'populate', 'format', 'pretty', 'locale', 'apiversion'];

/** Names of parameters that choose no records; in lower case, without signs. */
const notForChoice = new Set([...paging, ...order, ...shown, ...form]);

const choosesNothing = (name: string): boolean => notForChoice.has(name.toLowerCase().replaceAll(/[^a-z]/g, ''));

/** Beside a date: an operator, or the time of midnight. */
const besideDate = /^(?:gte?|ge|lte?|le|t?0+z?)$/i;

const holdsDatesAlone = (value: string): boolean =>
  value.includes(windowDate) &&
  (value.replaceAll(windowDate, '').match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => besideDate.test(word));

function filtersBy(where: string | undefined): boolean {
  if (where === undefined) return false;
  try {
    return !isWindow(parseWhere(where));
  } catch (error) {
    // Some vendors have a language of their own.
    if (error instanceof WhereSyntaxError) return true;
    throw error;
  }
}

/** Stands for a date of the window, between quotes and without. */
const windowDate = '20010203040506070809';

const isOfWindow = ({ text }: Literal): boolean => text.includes(windowDate);

function isWindow(expression: Expression): boolean {
  if (expression.kind === 'and') return expression.items.every(isWindow);
  return expression.kind === 'comparison' && isOfWindow(expression.value);
}
