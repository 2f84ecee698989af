import type { z } from 'zod';
import type { whereSchema } from '../../model/connector-where.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import type { ReadRequest } from './read-request.ts';
import type { Place } from './request-parts.ts';

type Where = z.input<typeof whereSchema>;

export interface ReadWhere {
  where: Where;
  /** Parameters of the hub that go to the vendor as they stand. */
  passOn: Record<string, string>;
}

/**
 * How where clauses are sent. `dateFields` are fields of the records that hold dates: OData writes their values without
 * quotes. What has no translation is filtered here, which reads more but loses nothing.
 */
export function readWhere({ listing }: ReadRequest, dateFields: ReadonlySet<string>, remark: Remark): ReadWhere {
  const where = listing.get('where');
  if (!where) return { where: {}, passOn: {} };
  const { place, converter, at } = where;
  const translation = translate(converter, place, dateFields);
  if (translation) return translation;
  const reason =
    converter === '' ? `nothing filters by a ${place.in}` : `the converter ${converter} is not known to this server`;
  remark(at, 'changed', `${reason}; conditions are not sent, the records are filtered here`);
  return { where: {}, passOn: {} };
}

function translate(converter: string, place: Place, dateFields: ReadonlySet<string>): ReadWhere | undefined {
  const isQuery = place.in === 'query';
  switch (converter.toLowerCase()) {
    case '':
      return isQuery ? { where: {}, passOn: { where: place.name } } : undefined;
    case 'toqueryparameters':
      return { where: { fields: { '*': { operators: { '=': '{field}' }, in: 'query' } } }, passOn: {} };
    case 'toodatafilter':
      return isQuery ? { where: odata(place, dateFields, '{field} {operator} {value}'), passOn: {} } : undefined;
    case 'toodatav3filter':
      return isQuery
        ? { where: odata(place, dateFields, "{field} {operator} datetime'{value}'"), passOn: {} }
        : undefined;
    default:
      return undefined;
  }
}

const operators = { '=': 'eq', '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' } as const;

function odata({ name }: Place, dateFields: ReadonlySet<string>, dateItem: string): Where {
  const dateOperators = Object.fromEntries(
    Object.entries(operators).map(([operator, word]) => [operator, dateItem.replace('{operator}', word)]),
  );
  const dates = [...dateFields].map((field) => [field, { operators: dateOperators, quoted: false }] as const);
  return {
    expression: { parameter: name.startsWith('converter:') ? '$filter' : name, or: ' or ' },
    fields: { ...Object.fromEntries(dates), '*': { operators } },
  };
}
