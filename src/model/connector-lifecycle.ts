import { z } from 'zod';
import { hooksSchema } from './connector-hooks.ts';
import { answerCondition, headerTemplate, jsonTemplate, queryTemplate, text } from './connector-template.ts';

/** The part of the connector format for requests at the beginning and the end of an instance. */

export const stepSchema = z.strictObject({
  request: z.strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
    path: text.describe('added to the base URL, or a whole URL; `{name}` is filled from the instance configuration'),
    query: queryTemplate.default({}),
    headers: headerTemplate.default({}),
    format: z.enum(['form', 'json']).default('json'),
    body: jsonTemplate.optional(),
  }),
  successWhen: answerCondition.optional().describe('what the body says when it went well; else the status decides'),
  select: z
    .strictObject({
      list: z.string().describe('path of a list in the answer; empty: the body itself'),
      field: text.describe('field of its items'),
      equals: text.describe(
        'the value to look for, e.g. `{site.url}`; where that entry is not set the first item is taken',
      ),
    })
    .optional()
    .describe('the item of a list that `capture` reads from. Absent: the whole answer'),
  capture: z
    .record(text, text)
    .default({})
    .describe('configuration entry → path in the answer, e.g. `tenant.id: "[0].tenantId"`; a missing value is a fault'),
  hooks: hooksSchema.prefault({}),
});

export const lifecycleSchema = z
  .strictObject({
    connect: z
      .array(stepSchema)
      .default([])
      .describe(
        'when an instance is made or connected again, in this order: to find out about the account, to prepare it',
      ),
    validate: stepSchema.optional().describe('must succeed when an instance is made: are these credentials good?'),
    remove: z.array(stepSchema).default([]).describe('when an instance is deleted; a failure does not keep it'),
  })
  .describe('requests when an instance is made and when it is deleted');

export type Lifecycle = z.output<typeof lifecycleSchema>;
export type LifecycleStep = z.output<typeof stepSchema>;
