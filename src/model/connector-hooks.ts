import { z } from 'zod';
import { text } from './connector-template.ts';

/** The part of the connector format for JavaScript that runs around a request to the vendor, in the sandbox. */

const hookSchema = z
  .strictObject({
    file: text.optional().describe('file beside connector.yaml, e.g. `hooks/add-owner.js`; read when it is loaded'),
    body: z.string().optional().describe('the code itself'),
    legacy: z
      .boolean()
      .default(false)
      .describe('true: the result is what the code returns, not what it gives to `done`'),
  })
  .refine(({ file, body }) => (file === undefined) !== (body === undefined), {
    message: 'exactly one of file and body',
  });

export const hooksSchema = z
  .strictObject({
    preRequest: hookSchema.optional().describe('may change the request, or answer in its place'),
    postRequest: hookSchema.optional().describe('may change the answer before records are taken from it'),
  })
  .describe('code that runs around every request');

export const connectorHooksSchema = hooksSchema
  .extend({
    event: hookSchema
      .optional()
      .describe('makes events of what the vendor sends: `events` is the body, `done({events: […]})` gives them'),
    eventOnPolled: z
      .boolean()
      .default(false)
      .describe('true: the event hook also sees what polls find, and says what is told of it'),
  })
  .describe('code that runs around every request, and for every webhook');

export type ConnectorHooks = z.output<typeof connectorHooksSchema>;
export type Hook = z.output<typeof hookSchema>;
export type Hooks = z.output<typeof hooksSchema>;
