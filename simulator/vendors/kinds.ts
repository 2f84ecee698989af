import type { Fields, Reply, Route, SimRequest } from '../types.ts';
import { jsonReply } from '../types.ts';
import { feedKinds } from './kinds/feed-kinds.ts';
import { filterKinds } from './kinds/filter-kinds.ts';
import { BadRequest, refused, type Kind } from './kinds/kind.ts';
import { listingOf } from './kinds/listing.ts';
import { pagingKinds } from './kinds/paging-kinds.ts';
import { webhookRoute } from '../webhooks/webhook-routes.ts';
import { oneRecordRoute, type Vendor, type VendorParts } from './vendor.ts';

export const kindsOfLists: Readonly<Record<string, Kind>> = { ...pagingKinds, ...filterKinds, ...feedKinds };

/**
 * No vendor, but every way in which vendors give lists: `/{kind}` is one way each of turning pages, of filtering by date, or
 * of telling changes, over a collection of its own. `/{kind}/{id}` is one record of it,
 * and `/webhooks` takes subscriptions to changes of all.
 */
export function kinds({ store, webhooks, rootUrl }: VendorParts): Vendor {
  const options = { forgottenChanges: '0' };
  for (const [name, { shape }] of Object.entries(kindsOfLists)) store.addCollection(shape(name));
  return {
    apiPath: '',
    auth: { kind: 'apiKey', header: 'x-api-key' },
    requestLimit: { limit: 100, perMs: 1000 },
    options,
    useOptions: (wanted) => {
      const forgotten = String(wanted['forgottenChanges']);
      if (!/^\d{1,9}$/.test(forgotten)) throw new Error('forgottenChanges must be a whole number, as text.');
      options.forgottenChanges = forgotten;
    },
    route: (request) => {
      const subscription = webhookRoute(webhooks, request);
      if (subscription) return subscription;
      const [, name = '', rest = ''] = /^\/([a-z-]+)(\/.*)?$/.exec(request.path) ?? [];
      const kind = Object.hasOwn(kindsOfLists, name) ? kindsOfLists[name] : undefined;
      if (!kind) return undefined;
      const collection = store.collection(name);
      if (/^\/\d+$/.test(rest)) return oneRecordRoute(collection.shown(rest.slice(1), store.nowMicros()), missing);
      if (request.method !== (kind.method ?? 'GET')) return undefined;
      const forgotten = Number(options.forgottenChanges);
      return listRoute(kind, request, (view) => ({
        rest,
        url: `${rootUrl}/${name}`,
        path: `${new URL(rootUrl).pathname}/${name}`,
        list: listingOf({ store, collection, forgotten }, view),
      }));
    },
    notFound: () => missing,
    badCredentials: () => refused(401, 'the key is wrong'),
    limited: () => refused(429, 'too many requests'),
    headers: () => ({}),
  };
}

const missing = jsonReply(404, { error: { message: 'not found' } });

type Seen = Pick<Parameters<Kind['answer']>[0], 'rest' | 'url' | 'path' | 'list'>;

const listRoute = (
  kind: Kind,
  { query, headers, body }: SimRequest,
  see: (view: Parameters<Route['answer']>[0]) => Seen,
): Route => ({
  isList: true,
  answer: (view): Reply => {
    const header = (name: string) => headers[name]?.toString();
    try {
      return kind.answer({ ...see(view), query, header, body: body === '' ? {} : (JSON.parse(body) as Fields) });
    } catch (error) {
      if (error instanceof BadRequest || error instanceof SyntaxError) return refused(400, error.message);
      throw error;
    }
  },
});
