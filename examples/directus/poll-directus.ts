import type { Directus } from './start-directus.ts';

/** How a program reaches the API of Tidings. */
export interface TidingsAccess {
  /** With `/elements/api-v2`. */
  url: string;
  userSecret: string;
  organizationSecret: string;
}

export interface InstanceRequest {
  directus: Pick<Directus, 'url' | 'token'>;
  collection: string;
  callbackUrl: string;
  signatureKey: string;
  intervalMinutes: number;
}

/** What one poll did, as far as the example looks at it. */
export interface Poll {
  outcome: string;
  error: { code: string; message: string } | null;
  counts: { requests: number; pages: number; records: number; created: number; updated: number; ignored: number };
  scans: { decisions?: { recordId: string; outcome: string; rule: string }[] }[];
}

/** Makes an instance that polls a collection with the default polling configuration of the connector; answers its id. */
export async function createInstance(tidings: TidingsAccess, request: InstanceRequest): Promise<number> {
  const { id } = await callTidings<{ id: number }>(tidings, 'POST', '/instances', {
    element: { key: 'directus' },
    name: `Directus ${request.collection}`,
    configuration: {
      'base.url': request.directus.url,
      'api.key': request.directus.token,
      collection: request.collection,
      'event.notification.enabled': true,
      'event.vendor.type': 'polling',
      'event.notification.callback.url': request.callbackUrl,
      'event.notification.signature.key': request.signatureKey,
      'event.poller.refresh_interval': request.intervalMinutes,
    },
  });
  return id;
}

/** Changes single entries of the configuration. */
export const configure = (
  tidings: TidingsAccess,
  instanceId: number,
  configuration: Record<string, unknown>,
): Promise<unknown> => callTidings(tidings, 'PATCH', `/instances/${instanceId}`, { configuration });

/** Polls now, whatever the interval, and answers what was found. */
export async function pollNow(tidings: TidingsAccess, instanceId: number): Promise<Poll> {
  const [poll] = await callTidings<Poll[]>(tidings, 'POST', `/instances/${instanceId}/polls`, { explain: true });
  if (!poll) throw new Error(`Instance ${instanceId} polls nothing`);
  return poll;
}

async function callTidings<T>(tidings: TidingsAccess, method: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${tidings.url}${path}`, {
    method,
    headers: {
      authorization: `User ${tidings.userSecret}, Organization ${tidings.organizationSecret}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Tidings answered ${method} ${path} with ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}
