import { z } from 'zod';
import { jsonTemplate, seconds, text } from './connector-template.ts';

/** The part of the connector format that says how where clauses become what the vendor filters by. */

const valueSchema = z
  .strictObject({
    pattern: text.describe('Java date pattern, or `milliseconds`, `seconds`, `microseconds`'),
    timezone: text
      .default('UTC')
      .describe(
        'zone in which a pattern without a zone is written, e.g. `Europe/Berlin`; `{name}` takes that of the account from the configuration entry `name`',
      ),
    assumedTimezone: text
      .default('UTC')
      .describe('zone of a date in the where clause that names none; `{name}` as in `timezone`'),
    marginSeconds: seconds
      .default(0)
      .describe(
        'taken off a lower bound and added to an upper bound, for vendors that cut or round the value: the query must never ask for too little',
      ),
  })
  .describe('how a date of the where clause is written for the vendor; absent: as it stands');

const operator = z.enum(['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'IN']);

const whereFieldSchema = z.strictObject({
  operators: z
    .partialRecord(operator, text)
    .describe(
      'operator of the where clause → what stands for it: the query parameter, the header or the path in the body that takes the value; with `expression` and `bodyItems` the operator of the vendor, or (with `{value}` in it) the whole condition. A missing `>` or `<` is served by `>=` or `<=` and filtered again here',
    ),
  in: z
    .enum(['query', 'header', 'body', 'expression', 'bodyItems'])
    .optional()
    .describe(
      'where the condition is sent. Absent: `expression` or `bodyItems` where the resource has one of them, else `query`',
    ),
  name: text
    .optional()
    .describe('the name of the field to the vendor, which `{field}` stands for. Absent: that of the where clause'),
  quoted: z
    .boolean()
    .default(true)
    .describe(
      'false: values stand in an `expression` without quotes, as dates of OData and SOQL do. Plain numbers never have any',
    ),
  bound: z
    .enum(['lower', 'upper'])
    .optional()
    .describe('for keyword names such as `modified_after`: what `=` means. Absent: equality'),
  value: valueSchema.optional(),
  recordField: text
    .optional()
    .describe(
      'the field of the record that this name filters, when it has another name; `none`: it has no counterpart in the record and the vendor is trusted',
    ),
  refine: z
    .boolean()
    .default(false)
    .describe(
      'true: the vendor filters more coarsely than asked (day instead of second), so the records are filtered again here',
    ),
});

const expressionSchema = z
  .strictObject({
    parameter: text
      .optional()
      .describe('query parameter that takes the text. Absent: `{where}` in the request stands for it'),
    item: text.default('{field} {operator} {value}').describe('one condition'),
    and: text.default(' and ').describe('between conditions'),
    or: text
      .optional()
      .describe('between the alternatives of an OR, which then stand in parentheses. Absent: as `otherwise` says'),
    template: text
      .default('{items}')
      .describe('the whole, used only when there is a condition, e.g. `WHERE {items}` or `AND({items})`'),
    quote: z.enum(["'", '"']).default("'").describe('what stands around values that are not numbers'),
    escape: z
      .enum(['double', 'backslash', 'none'])
      .default('double')
      .describe(
        'how a quote within a value is written: twice, or after a backslash (as is a backslash then). `none`: a value with a quote or a backslash cannot be asked for',
      ),
  })
  .describe(
    'conditions as one text in the language of the vendor: OData, SOQL, JQL, formulas. A value that it cannot express safely is handled as `otherwise` says',
  );

const bodyItemsSchema = z
  .strictObject({
    path: text.describe('path of an array in the body of the request, which is made when it is not there'),
    item: jsonTemplate.describe(
      'added for each condition; `{field}`, `{operator}` and `{value}` in its keys and values are filled. A value that is `{value}` only keeps its type',
    ),
  })
  .describe('conditions as items of an array in the body of the request');

export const whereSchema = z.strictObject({
  fields: z
    .record(text, whereFieldSchema)
    .default({})
    .describe(
      'name in the where clause → how the vendor filters by it. `*`: any other name, which its query parameters have as `{field}`; for vendors that filter every field alike',
    ),
  parameter: text
    .default('{parameter}')
    .describe(
      'how a parameter is named when conditions are joined by AND; `{parameter}` is the name given by the field',
    ),
  or: text
    .optional()
    .describe(
      'how a parameter is named when conditions are joined by OR; `{index}` is the number of the alternative from 0. Absent: an OR is handled as `otherwise` says',
    ),
  expression: expressionSchema.optional(),
  bodyItems: bodyItemsSchema.optional(),
  otherwise: z
    .enum(['filterLocally', 'refuse'])
    .default('filterLocally')
    .describe('what happens to a condition that no field translates; nothing is ever dropped silently'),
});

export type WhereRules = z.output<typeof whereSchema>;
export type WhereField = z.output<typeof whereFieldSchema>;
export type WhereValue = z.output<typeof valueSchema>;
export type WhereExpression = z.output<typeof expressionSchema>;
