import { z } from 'zod';
import { authenticationSchema } from './connector-authentication.ts';
import { connectorHooksSchema } from './connector-hooks.ts';
import { lifecycleSchema } from './connector-lifecycle.ts';
import { rateLimitSchema } from './connector-rate-limit.ts';
import { missingReferences } from './connector-references.ts';
import { answerCondition, headerTemplate, text } from './connector-template.ts';
import { resourceSchema } from './connector-resource.ts';
import { webhooksSchema } from './connector-webhooks.ts';

export type { Authentication, AuthenticationOf, OAuth2 } from './connector-authentication.ts';
export type { ConnectorResource } from './connector-resource.ts';

/**
 * The connector format: what `connectors/<key>/connector.yaml` may say. Everything that differs between vendors is
 * declared there and nowhere else. Unknown keys are refused, so that a typo cannot pass silently.
 */

export const configurationEntrySchema = z.strictObject({
  key: text,
  name: text,
  description: z.string().default(''),
  type: z.enum([
    'TEXTFIELD_32',
    'TEXTFIELD_64',
    'TEXTFIELD_128',
    'TEXTFIELD_1000',
    'TEXTAREA',
    'BOOLEAN',
    'PASSWORD',
    'COMBO',
    'CODE_EDITOR',
    'BOOLEAN_YESNO',
    'TEXTFIELD',
  ]),
  options: z
    .array(z.strictObject({ name: z.string(), value: z.string() }))
    .optional()
    .describe('what may be chosen (COMBO)'),
  internal: z.boolean().optional().describe('true: written by the server, not shown in forms'),
  required: z.boolean().default(false),
  requiredWhen: z
    .strictObject({ key: text, equals: z.string() })
    .optional()
    .describe('a required entry is required only where another entry, a choice, has this value'),
  defaultValue: z.string().optional(),
});

const formSchema = z.strictObject({
  id: z
    .number()
    .int()
    .positive()
    .describe('the numeric id on the wire (`elementId`), in the catalogue at most 99999; never changes'),
  key: z
    .string()
    .regex(/^[A-Za-z][\w-]{0,63}$/, 'letters, digits, - and _, beginning with a letter')
    .describe('the name of its folder; in the catalogue lower-case letters and digits only'),
  name: text,
  hub: text.describe('the family of resources, e.g. `crm`'),
  description: text,
  documentation: z
    .url({
      protocol: /^https?$/,
      error: ({ input }) => `found ${JSON.stringify(input)}, allowed: an http(s) URL`,
    })
    .optional()
    .describe("the vendor's own documentation"),
  baseUrl: z
    .string()
    .regex(
      /^$|^(?:https?:\/\/|(?=\{[^{}\s]+\}(?:\/|$)))\S+[^/\s]$/,
      'an http(s) URL without a slash at its end, one whose beginning is an entry such as `{store.url}`, or empty',
    )
    .describe(
      'default of the entry base.url; `{name}` is filled from the configuration of the instance. Empty when every account has its own',
    ),
  headers: headerTemplate
    .default({})
    .describe(
      'sent with every request. One with an entry that `lifecycle` captures is left out of its steps until the entry is known',
    ),
  authentication: authenticationSchema,
  unauthorizedStatuses: z
    .array(z.number().int())
    .default([401])
    .describe('statuses by which the vendor refuses the credentials'),
  successWhen: answerCondition
    .optional()
    .describe(
      'what the body of every good answer says, for vendors that report errors with status 200, e.g. `ok` equals true, or `errors` equals null',
    ),
  configuration: z
    .array(configurationEntrySchema)
    .default([])
    .describe('entries of the instance configuration that this connector adds to the standard ones'),
  rateLimit: rateLimitSchema.prefault({}),
  accountKeys: z
    .array(text)
    .default([])
    .describe(
      'configuration entries that tell one provider account from another: instances of an organisation that are of one account share its rate limits. Empty: every instance has its own',
    ),
  lifecycle: lifecycleSchema.prefault({}),
  hooks: connectorHooksSchema.prefault({}),
  webhooks: webhooksSchema.optional(),
  resources: z.record(text, resourceSchema),
  events: z.strictObject({
    polling: z.strictObject({
      defaultIntervalMinutes: z.number().positive().default(15).describe('default of event.poller.refresh_interval'),
      configuration: z
        .record(text, z.record(text, z.unknown()))
        .describe("default of event.poller.configuration, in the wire's own form"),
    }),
  }),
});

export const connectorSchema = formSchema.superRefine((connector, context) => {
  for (const { path, message } of missingReferences(connector.resources)) {
    context.addIssue({ code: 'custom', path, message, input: connector });
  }
});

export type Connector = z.output<typeof connectorSchema>;
export type ConfigurationEntry = z.output<typeof configurationEntrySchema>;
