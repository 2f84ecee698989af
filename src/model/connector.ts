import { z } from 'zod';
import { rateLimitSchema } from './connector-rate-limit.ts';
import { answerCondition, queryTemplate, seconds, text } from './connector-template.ts';
import { resourceSchema } from './connector-resource.ts';

export type { ConnectorResource } from './connector-resource.ts';

/**
 * The connector format: what `connectors/<key>/connector.yaml` may say. Everything that differs between vendors is
 * declared there and nowhere else. Unknown keys are refused, so that a typo cannot pass silently.
 */

const clientAuthentication = z.enum(['body', 'basic']);

export const oauth2Schema = z.strictObject({
  type: z.literal('oauth2'),
  authorizationUrl: text.describe('default of the entry oauth.authorization.url'),
  tokenUrl: text.describe('default of the entry oauth.token.url'),
  refreshUrl: text.optional().describe('default of the entry oauth.token.refresh_url; absent: tokenUrl'),
  scope: z.string().default(''),
  authorizationParameters: queryTemplate.default({}).describe('added to the URL that the user is sent to'),
  clientAuthentication: z
    .strictObject({ code: clientAuthentication.default('body'), refresh: clientAuthentication.default('body') })
    .default({ code: 'body', refresh: 'body' })
    .describe('how the client id and secret are sent with a code, and with a refresh token'),
  forwardFromRedirect: z
    .array(text)
    .default([])
    .describe('parameters of the redirect (providerData) that the token request must repeat'),
  refreshToken: z
    .enum(['rotating', 'stable'])
    .default('stable')
    .describe('`rotating`: each refresh returns a new refresh token and kills the old one'),
  refreshAheadSeconds: seconds.default(300).describe('tokens are refreshed this long before they expire'),
  defaultLifetimeSeconds: seconds.default(3600).describe('lifetime to assume when the token answer has no expires_in'),
  reconnectWhen: z
    .array(z.strictObject({ status: z.number().int(), error: text.describe('the OAuth error code') }))
    .default([{ status: 400, error: 'invalid_grant' }])
    .describe('answers of the token endpoint that mean: the user must connect again'),
});

export const apiKeySchema = z.strictObject({
  type: z.literal('apiKey'),
  configurationKey: text.describe('the configuration entry that holds the key'),
  in: z.enum(['header', 'query']).default('header'),
  name: text.describe('name of the header or query parameter'),
  prefix: z.string().default('').describe('put before the key, e.g. `Bearer `'),
});

export const authenticationSchema = z.discriminatedUnion('type', [oauth2Schema, apiKeySchema]);

export const configurationEntrySchema = z.strictObject({
  key: text,
  name: text,
  description: z.string().default(''),
  type: z.enum(['TEXTFIELD_32', 'TEXTFIELD_64', 'TEXTFIELD_128', 'TEXTFIELD_1000', 'TEXTAREA', 'BOOLEAN', 'PASSWORD']),
  required: z.boolean().default(false),
  defaultValue: z.string().optional(),
});

export const connectorSchema = z.strictObject({
  id: z.number().int().positive().describe('the numeric id on the wire (`elementId`); never changes'),
  key: z
    .string()
    .regex(/^[a-z][a-z0-9]*$/, 'lower-case letters and digits')
    .describe('the name of its folder'),
  name: text,
  hub: text.describe('the family of resources, e.g. `crm`'),
  description: text,
  documentation: z.url().optional().describe("the vendor's own documentation"),
  baseUrl: z
    .string()
    .regex(/^$|^https?:\/\/\S+[^/\s]$/, 'an http(s) URL without a slash at its end, or empty')
    .describe('default of the entry base.url; empty when every account has its own'),
  headers: queryTemplate.default({}).describe('sent with every request'),
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
      'configuration entries that tell one provider account from another: instances of one account share its rate limits. Empty: every instance has its own',
    ),
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

export type Connector = z.output<typeof connectorSchema>;
export type ConfigurationEntry = z.output<typeof configurationEntrySchema>;
export type Authentication = z.output<typeof authenticationSchema>;
export type OAuth2 = z.output<typeof oauth2Schema>;
