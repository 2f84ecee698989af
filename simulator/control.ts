import { asObject, readFault } from './fault-request.ts';
import type { ActiveFault } from './faults.ts';
import type { Churn, Limits, LoadOptions, KeyProvider, OauthProvider } from './provider.ts';
import type { CreateOptions, UpdateOptions } from './record-store.ts';
import type { OauthSettings } from './token-book.ts';
import type { Reply, SimRequest } from './types.ts';
import { jsonReply } from './types.ts';
import type { VendorOptions } from './vendors/vendor.ts';
import type { HookRequest } from './webhooks/hook.ts';
import type { Pace } from './webhooks/send-queue.ts';

type AnyProvider = OauthProvider | KeyProvider;
type Body = Record<string, unknown>;

interface Call {
  provider: AnyProvider;
  /** What follows the name of the action in the path. */
  id: string;
  query: URLSearchParams;
  body: Body;
}

/** What it answers may be a promise. */
type Action = (call: Call) => unknown;

/** Everything that the in-process interface does, over HTTP with JSON: `/_control/{provider}/{action}[/{id}]`. */
export async function control(providers: readonly AnyProvider[], request: SimRequest): Promise<Reply> {
  const [, , name, action = '', ...rest] = request.path.split('/');
  if (!name) return jsonReply(200, { providers: providers.map(describe) });
  if (name === 'reset' && request.method === 'POST') {
    for (const provider of providers) provider.reset();
    return jsonReply(200, { reset: providers.map((provider) => provider.name) });
  }
  const provider = providers.find((each) => each.name === name);
  if (!provider) {
    return jsonReply(404, {
      message: `No provider ${name}; there are: ${providers.map((each) => each.name).join(', ')}`,
    });
  }
  return act(provider, request, { action, id: rest.join('/') });
}

async function act(
  provider: AnyProvider,
  request: SimRequest,
  { action, id }: { action: string; id: string },
): Promise<Reply> {
  const key = `${request.method} ${action}`.trim();
  const run = Object.hasOwn(actions, key) ? actions[key] : undefined;
  if (!run) return jsonReply(404, { message: `No action ${key}; there are: ${Object.keys(actions).join(', ')}` });
  try {
    const body = request.body === '' ? {} : asObject(JSON.parse(request.body), 'the body');
    const answer = await run({ provider, id: decodeURIComponent(id), query: request.query, body });
    return jsonReply(200, answer ?? {});
  } catch (error) {
    return jsonReply(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

const actions: Record<string, Action> = {
  GET: ({ provider }) => describe(provider),
  'GET records': ({ provider, query }) => ({ records: provider.records(query.get('resource') ?? undefined) }),
  'POST records': ({ provider, body: { resource, fields, ...options } }) =>
    provider.create(
      text(resource, 'resource'),
      fieldsOf(fields),
      numbers(options, ['number', 'createdAt', 'updatedAt']) as CreateOptions,
    ),
  'PATCH records': ({ provider, id, body: { fields, bump, ...options } }) =>
    provider.update(id, fieldsOf(fields), {
      ...(numbers(options, ['updatedAt']) as UpdateOptions),
      ...(bump === false && { bump }),
    }),
  'DELETE records': ({ provider, id }) => provider.delete(id),
  'POST load': ({ provider, body: { count, resource, ...options } }) => {
    const stamps = numbers(options, ['createdAt', 'updatedAt']) as LoadOptions;
    provider.load(wholeNumber(count, 'count'), {
      ...stamps,
      ...(resource !== undefined && { resource: text(resource, 'resource') }),
    });
    return { loaded: count };
  },
  'POST churn': ({ provider, body: { resource, ...counts } }) => {
    const churn = numbers(counts, ['creates', 'updates', 'deletes']) as Churn;
    provider.churn({ ...churn, ...(resource !== undefined && { resource: text(resource, 'resource') }) });
    return { changes: provider.historyLength() };
  },
  'GET history': ({ provider, query }) => {
    const from = wholeNumber(Number(query.get('from') ?? 0), 'from');
    const changes = provider.history(query.get('resource') ?? undefined, from);
    return { changes, next: provider.historyLength() };
  },
  'GET requests': ({ provider }) => provider.requests(),
  'DELETE requests': ({ provider }) => provider.clearRequests(),
  'GET faults': ({ provider }) => ({ faults: provider.faults.list().map(showFault) }),
  'POST faults': ({ provider, body }) => showFault(provider.faults.add(readFault(body, provider))),
  'DELETE faults': ({ provider, id }) => {
    if (id === '') return provider.faults.clear();
    const found = provider.faults.list().find((fault) => fault.id === id);
    if (!found) throw new Error(`There is no fault ${id}.`);
    found.remove();
    return showFault(found);
  },
  'GET webhooks': ({ provider }) => showWebhooks(provider),
  'POST webhooks': ({ provider, body }) => provider.webhooks.subscribe(body as unknown as HookRequest),
  'PUT webhooks': ({ provider, body }) => {
    provider.webhooks.setPace(body as Partial<Pace>);
    return showWebhooks(provider);
  },
  'DELETE webhooks': ({ provider: { webhooks }, id }) => {
    if (id !== '' && !webhooks.remove(id)) throw new Error(`There is no subscription ${id}.`);
    if (id === '') for (const hook of webhooks.hooks()) webhooks.remove(hook.id);
  },
  'PUT limits': ({ provider, body }) => {
    provider.setLimits(limits(body));
    return body;
  },
  'GET options': ({ provider }) => provider.options(),
  'PUT options': ({ provider, body }) => {
    provider.setOptions(body as VendorOptions);
    return provider.options();
  },
  'POST tokens': ({ provider, body }) =>
    withTokens(provider).issueTokens(body['user'] === undefined ? undefined : text(body['user'], 'user')),
  'PUT tokens': ({ provider, body }) => withTokens(provider).setTokens(body as Partial<OauthSettings>),
  'DELETE tokens': ({ provider, id }) => {
    if (id !== '' && id !== 'access')
      throw new Error(`DELETE tokens/${id}: allowed: DELETE tokens, DELETE tokens/access`);
    if (id === 'access') withTokens(provider).expireAccessTokens();
    else withTokens(provider).revokeTokens();
  },
  'PUT key': ({ provider, body }) => {
    if (!('apiKey' in provider)) throw new Error(`${provider.name} uses OAuth, not a key.`);
    provider.changeApiKey(text(body['apiKey'], 'apiKey'));
    return describe(provider);
  },
  'POST reset': ({ provider }) => provider.reset(),
};

function describe(provider: AnyProvider): Body {
  const { name, baseUrl } = provider;
  const common = { name, baseUrl, resources: provider.resources(), options: provider.options() };
  if ('apiKey' in provider) return { ...common, apiKey: provider.apiKey };
  const { authorizationUrl, tokenUrl, clientId, clientSecret } = provider;
  return { ...common, authorizationUrl, tokenUrl, clientId, clientSecret, tokenCalls: provider.tokenCalls() };
}

function showWebhooks({ webhooks }: AnyProvider): Body {
  return { hooks: webhooks.hooks(), counts: webhooks.counts(), pace: webhooks.pace };
}

function showFault(active: ActiveFault): Body {
  const shown: Body = { id: active.id, hits: active.hits(), ...active.fault };
  delete shown['run'];
  return shown;
}

function withTokens(provider: AnyProvider): OauthProvider {
  if ('apiKey' in provider) throw new Error(`${provider.name} has no tokens; it uses a key.`);
  return provider;
}

function limits(body: Body): Limits {
  for (const [name, value] of Object.entries(body)) {
    if (name !== 'requests' && name !== 'authCalls')
      throw new Error(`${name} is not known; allowed: requests, authCalls`);
    if (value !== 'vendor' && value !== 'off') numbers(asObject(value, name), ['limit', 'perMs']);
  }
  return body;
}

function fieldsOf(value: unknown): Body {
  return value === undefined ? {} : asObject(value, 'fields');
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '')
    throw new Error(`${name} is ${JSON.stringify(value)}; it must be text`);
  return value;
}

function wholeNumber(value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 0) {
    throw new Error(`${name} is ${JSON.stringify(value)}; it must be a whole number of 0 or more`);
  }
  return value as number;
}

function numbers(values: Body, allowed: readonly string[]): Record<string, number> {
  for (const [name, value] of Object.entries(values)) {
    if (!allowed.includes(name)) throw new Error(`${name} is not known; allowed: ${allowed.join(', ')}`);
    wholeNumber(value, name);
  }
  return values as Record<string, number>;
}
