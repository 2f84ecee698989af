import { isRecord, type JsonValue } from '../../lib/json.ts';
import { Fault } from '../../model/fault.ts';
import type { Webhooks } from '../../model/connector-webhooks.ts';
import type { ReceivedToInsert } from '../../store/insert-received.ts';
import { webhookIdentity } from '../body/webhook-identity.ts';
import type { Arrived } from './arrived.ts';
import type { Candidate, OwnPart } from './candidate.ts';
import type { DoorDeps } from './door-deps.ts';
import { isProvedInBody } from './is-proved-in-body.ts';
import { keptHeaders, keptQuery } from './kept-request.ts';
import { webhooksOf } from './webhooks-of.ts';
import { withoutTokens } from './without-tokens.ts';

type Trusted = Candidate & { trusted: boolean };

/** Puts a verified request into the inbox, once for each instance. Throws `instance.changed` when all of them are gone. */
export async function storeReceived(
  { insertReceived }: Pick<DoorDeps, 'insertReceived'>,
  candidates: Trusted[],
  arrived: Arrived,
): Promise<'stored' | 'duplicate'> {
  const inserted = await Promise.all(candidates.map((candidate) => insertReceived(toRow(candidate, arrived))));
  if (inserted.includes('stored')) return 'stored';
  if (inserted.includes('duplicate')) return 'duplicate';
  throw new Fault('instance.changed', 'The instance is being deleted at this moment.');
}

function toRow({ instance, connector, part, trusted }: Trusted, { request, parsed }: Arrived): ReceivedToInsert {
  const webhooks = webhooksOf(connector);
  const hasHook = connector.hooks.event !== undefined;
  const { identity, earlier } = webhookIdentity({ webhooks, hasHook, trusted, request, body: parsed().value });
  const query = keptQuery(request, webhooks);
  const headers = keptHeaders(request, webhooks);
  return {
    instanceId: instance.id,
    identity,
    sameAs: [identity, earlier].filter((one) => one !== undefined),
    method: request.method,
    ...contentOf({ query, headers, body: request.body }, request.method, tokenlessPart(webhooks, part, parsed)),
    trusted,
    receivedAt: request.receivedAt,
  };
}

/** What is kept of the body where that is not all of it. */
function tokenlessPart(webhooks: Webhooks, part: OwnPart | undefined, parsed: Arrived['parsed']): OwnPart | undefined {
  if (!isProvedInBody(webhooks.verify)) return part;
  const whole = part?.value ?? parsed().value;
  const value = withoutTokens(webhooks, whole);
  return value === whole ? part : { value, json: Buffer.from(JSON.stringify(value)) };
}

type Content = Pick<ReceivedToInsert, 'query' | 'headers' | 'body' | 'contentType'>;

/** The request as it came; or with the part of it that is kept, as JSON in its body or in its query. */
function contentOf(came: Omit<Content, 'contentType'>, method: string, part: OwnPart | undefined): Content {
  if (part === undefined) return { ...came, contentType: came.headers['content-type'] };
  if (method === 'GET' && isRecord(part.value)) {
    const own = Object.entries(part.value).filter(([name]) => Object.hasOwn(came.query, name));
    return {
      ...came,
      query: Object.fromEntries(own.map(([name, value]) => [name, asText(value)])),
      contentType: undefined,
    };
  }
  const contentType = 'application/json';
  const headers = { ...came.headers, 'content-type': contentType };
  return { ...came, headers, body: part.json, contentType };
}

const asText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));
