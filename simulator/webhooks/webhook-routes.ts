import type { ChangeType, Reply, Route, SimRequest } from '../types.ts';
import { jsonReply } from '../types.ts';
import { HandshakeFailed, type Hook, type HookRequest } from './hook.ts';
import type { WebhookSource } from './webhooks.ts';

const missing = jsonReply(404, { error: { message: 'not found' } });
const noContent: Reply = { status: 204, body: '' };

/** The plain way to subscribe: `/webhooks` and `/webhooks/{id}`. Undefined: another path, or a method it does not know. */
export function webhookRoute(webhooks: WebhookSource, { method, path, body }: SimRequest): Route | undefined {
  const [matched, id] = /^\/webhooks(?:\/([^/]+))?$/.exec(path) ?? [];
  if (matched === undefined) return undefined;
  const answer = id === undefined ? answerAll(webhooks, method, body) : answerOne(webhooks, { method, id, body });
  return answer && { isList: false, answer };
}

function answerAll(webhooks: WebhookSource, method: string, body: string): Route['answer'] | undefined {
  if (method === 'GET') return () => jsonReply(200, { items: webhooks.hooks().map(shown) });
  if (method !== 'POST') return undefined;
  return async () => {
    try {
      return jsonReply(201, shown(await webhooks.subscribe(read(body))));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return jsonReply(error instanceof HandshakeFailed ? 422 : 400, { error: { message: error.message } });
    }
  };
}

function answerOne(
  webhooks: WebhookSource,
  { method, id, body }: { method: string; id: string; body: string },
): Route['answer'] | undefined {
  if (method === 'DELETE') return () => (webhooks.remove(id) ? noContent : missing);
  const reply = (hook: Hook | undefined) => (hook ? jsonReply(200, shown(hook)) : missing);
  if (method === 'GET') return () => reply(webhooks.hooks().find((hook) => hook.id === id));
  if (method !== 'PUT') return undefined;
  return () => {
    const { expiresInSeconds } = JSON.parse(body) as { expiresInSeconds?: unknown };
    if (typeof expiresInSeconds !== 'number' || !(expiresInSeconds > 0)) {
      return jsonReply(400, { error: { message: 'expiresInSeconds must be a number above 0' } });
    }
    return reply(webhooks.renew(id, expiresInSeconds));
  };
}

/** The events of a request are named as in deliveries (`record.created`) or by their last word (`created`). */
function read(body: string): HookRequest {
  const { events, ...request } = JSON.parse(body) as Omit<HookRequest, 'events'> & { events?: string[] };
  const types = events?.map((event) => event.replace(/^record\./, '').toUpperCase() as ChangeType);
  return { ...request, ...(types && { events: types }) };
}

function shown({ secret: _secret, expiresAt, events, ...hook }: Hook): object {
  return {
    ...hook,
    events: events.map((type) => `record.${type.toLowerCase()}`),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
  };
}
