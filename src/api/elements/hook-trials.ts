import { z } from 'zod';
import { anyJson } from '../any-json.ts';
import type { EgressResponse } from '../../egress/egress.ts';
import type { HookScope } from '../../hub/hooks/hook-scope.ts';
import { hookEffect, triedVariables, type TriedRequest } from '../../hub/hooks/try-request-hook.ts';
import { baseUrl } from '../../hub/plan-query.ts';
import type { ProviderAccount } from '../../hub/provider-account.ts';
import { parseWebhookBody } from '../../model/webhook-body/parse-webhook-body.ts';
import { eventVariables } from '../../ingest/hook/event-variables.ts';
import { hookEvents } from '../../ingest/hook/hook-event.ts';
import type { HookTrial } from '../../ingest/hook/try-hook.ts';
import type { JsonValue } from '../../lib/json.ts';
import type { Hook } from '../../model/connector-hooks.ts';
import { Fault } from '../../model/fault.ts';
import { trialConfiguration } from './trial-body.ts';

const texts = z.record(z.string(), z.string());

export const trialBody = z
  .strictObject({
    hook: z.enum(['event', 'preRequest', 'postRequest']).default('event'),
    resource: z.string().optional().describe('Whose hook; absent: that of the connector as a whole.'),
    body: z.string().optional().describe('The code; absent: that of the connector.'),
    legacy: z.boolean().optional().describe('True: the code returns its result. Absent: as the connector says.'),
    configuration: trialConfiguration,
    payload: anyJson
      .optional()
      .describe(
        '`event`: the body of the webhook. A text is taken as it is, anything else as JSON. Absent: there is none.',
      ),
    method: z.string().optional().describe('`event`: default POST, or GET without a payload.'),
    headers: texts.default({}).describe('`event`: those of the webhook.'),
    query: texts.default({}).describe('`event`: the query of the webhook.'),
    request: z
      .strictObject({
        method: z.string().default('GET'),
        url: z.string().default('').describe('Whole, or a path after the base URL. Default: the base URL.'),
        headers: texts.default({}),
        body: anyJson.optional(),
      })
      .prefault({})
      .describe('`preRequest`, `postRequest`: the request to the provider.'),
    response: z
      .strictObject({
        status: z.int().min(200).max(599).default(200),
        headers: texts.default({}),
        body: anyJson.optional(),
      })
      .prefault({})
      .describe('`postRequest`: the answer to it.'),
  })
  .meta({ id: 'HookTrial' });

export type TrialBody = z.output<typeof trialBody>;

/** The trial that a body asks for. Throws `request.malformed` where there is no such hook, and no code for one. */
export function trialOf(body: TrialBody, account: ProviderAccount, now: number): HookTrial {
  const hook = hookOf(body, account);
  const code = body.body ?? hook?.body;
  if (code === undefined) throw noCode(body);
  const legacy = body.legacy ?? hook?.legacy ?? false;
  return { account, code, legacy, ...(body.hook === 'event' ? ofEvent(body, account) : ofRequest(body, account, now)) };
}

function hookOf({ hook, resource }: TrialBody, { connector }: ProviderAccount): Hook | undefined {
  if (hook === 'event') return connector.hooks.event;
  if (resource === undefined) return connector.hooks[hook];
  const found = connector.resources[resource];
  if (found) return found.hooks[hook];
  const allowed = Object.keys(connector.resources).join(', ') || 'none';
  throw new Fault('request.malformed', `resource: found ${JSON.stringify(resource)}; allowed: ${allowed}.`);
}

function noCode({ hook, resource }: TrialBody): Fault {
  const owner = resource === undefined || hook === 'event' ? 'The connector' : `Resource ${resource}`;
  return new Fault('request.malformed', `${owner} has no ${hook} hook; send the code to try as body.`);
}

type Made = Pick<HookTrial, 'variables' | 'attached' | 'use'>;

function ofEvent({ payload, query, ...sent }: TrialBody, { configuration }: ProviderAccount): Made {
  const headers = Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const method = sent.method?.toUpperCase() ?? (payload === undefined ? 'GET' : 'POST');
  const webhook = { method, query, headers, body: bytesOf(payload) };
  const { kind, value } = parseWebhookBody(webhook);
  const body = kind === 'json' || kind === 'form' ? value : undefined;
  return {
    ...eventVariables({ webhook, body, eventId: 'trial', configuration }),
    use: (result) => ({ events: hookEvents(result, { needsType: true }).map(({ given }) => given) }),
  };
}

function ofRequest(body: TrialBody, account: ProviderAccount, now: number): Made {
  const kind = body.hook === 'preRequest' ? 'preRequest' : 'postRequest';
  const tried = triedRequest(body, account, now);
  return {
    variables: triedVariables(kind, account, tried),
    use: (result) => hookEffect(kind, result, tried),
  };
}

function triedRequest(
  { resource = '', request, response }: TrialBody,
  account: ProviderAccount,
  now: number,
): TriedRequest {
  const base = baseUrl(account.connector, account.configuration);
  const scope: HookScope = {
    hooks: {},
    at: '',
    baseUrl: base,
    objectName: resource,
    path: resource === '' ? '' : `/hubs/${account.connector.hub}${account.connector.resources[resource]?.path ?? ''}`,
    pathVariables: {},
    parameters: {},
    expression: null,
    rootKey: '',
  };
  const body = request.body === undefined ? undefined : bytesOf(request.body).toString('utf8');
  const url = /^https?:/i.test(request.url) ? request.url : `${base}${request.url}`;
  if (!URL.canParse(url))
    throw new Fault('request.malformed', `request.url: found ${JSON.stringify(url)}; allowed: a URL.`);
  const { method, headers } = request;
  const call = {
    method: method.toUpperCase(),
    url,
    headers,
    expectedStatuses: [],
    ...(body !== undefined && { body }),
  };
  return { scope, call, response: { ...answerOf(response), durationMs: 0, sentAt: now, receivedAt: now } };
}

const answerOf = ({
  status,
  headers,
  body,
}: TrialBody['response']): Pick<EgressResponse, 'status' | 'headers' | 'body'> => ({
  status,
  headers,
  body: bytesOf(body),
});

const bytesOf = (value: JsonValue | undefined): Buffer =>
  Buffer.from(value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));
