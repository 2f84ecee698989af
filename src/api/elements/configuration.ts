import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonRecord } from '../../lib/json.ts';
import { Fault } from '../../model/fault.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, nothing, routesOf } from '../routes.ts';
import { elementConfiguration, elementConfigurationItem } from './element-configuration.ts';
import { keyOrId } from './elements.ts';
import { entriesOf, type DocumentEntry } from './entries-of.ts';
import { changeDocument, existingElement, type ExistingElement } from './existing-element.ts';
import { withVersion } from './shown-element.ts';

const tags = ['Elements'];
const path = '/elements/:keyOrId/configuration';
const entry = z.looseObject({
  name: z.string().nullish(),
  description: z.string().nullish(),
  type: z.string().nullish().describe('TEXTFIELD_1000, PASSWORD, BOOLEAN, COMBO and others.'),
  defaultValue: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  required: z.union([z.boolean(), z.string()]).nullish(),
});
const newEntry = entry.extend({ key: z.string().min(1) });
const entryKey = keyOrId.extend({ configurationKey: z.string() });

/** `GET|POST /elements/{keyOrId}/configuration`, `PUT|DELETE …/configuration/{configurationKey}`. */
export function elementConfigurationRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const routes = routesOf(app);
  const items = { tags, params: keyOrId, response: answers(z.array(elementConfigurationItem)) };
  const list = { ...items, summary: 'Its configuration entries' };
  routes.get(path, { onRequest, schema: list }, async (request, reply) => {
    const existing = await existingElement(deps, request);
    return withVersion(reply, existing, elementConfiguration(existing));
  });
  const added = z.union([newEntry, z.array(newEntry)]);
  const post = { ...items, summary: 'Add a configuration entry, or several', body: added };
  routes.post(path, { onRequest, schema: post }, async (request, reply) => {
    const entries = [request.body].flat() as DocumentEntry[];
    const changed = await changeDocument(deps, request, (element) => entries.reduce(withNewEntry, element));
    return withVersion(
      reply,
      changed,
      entries.map(({ key }) => itemOf(changed, key)),
    );
  });
  const one = { tags, params: entryKey, response: answers(elementConfigurationItem) };
  const put = { ...one, summary: 'Replace a configuration entry', body: entry };
  routes.put(`${path}/:configurationKey`, { onRequest, schema: put }, async (request, reply) => {
    const { configurationKey: key } = request.params;
    const changed = await changeDocument(deps, request, (element) =>
      withEntry(element, { ...(request.body as JsonRecord), key }),
    );
    return withVersion(reply, changed, itemOf(changed, key));
  });
  const remove = { tags, params: entryKey, summary: 'Delete a configuration entry', response: answers(nothing) };
  routes.delete(`${path}/:configurationKey`, { onRequest, schema: remove }, async (request, reply) => {
    await changeDocument(deps, request, (element) => withoutEntry(element, request.params.configurationKey));
    return reply.code(200).send();
  });
}

/** Entries that the document does not have yet stand at its end; those that every connector has come to stand in it. */
function withEntry(element: JsonRecord, entry: DocumentEntry): JsonRecord {
  const entries = entriesOf(element);
  const has = entries.some(({ key }) => key === entry.key);
  const configuration = has ? entries.map((one) => (one.key === entry.key ? entry : one)) : [...entries, entry];
  return { ...element, configuration };
}

function withNewEntry(element: JsonRecord, entry: DocumentEntry): JsonRecord {
  if (!entriesOf(element).some(({ key }) => key === entry.key)) return withEntry(element, entry);
  const message = `found ${JSON.stringify(entry.key)}, which is there already; allowed: another key, or PUT …/configuration/{key}.`;
  throw new Fault('request.malformed', `key: ${message}`, { issues: [{ path: 'key', message }] });
}

function withoutEntry(element: JsonRecord, key: string): JsonRecord {
  const entries = entriesOf(element);
  const configuration = entries.filter((entry) => entry.key !== key);
  if (configuration.length < entries.length) return { ...element, configuration };
  throw new Fault(
    'connector.part_not_found',
    `The connector itself has no configuration entry ${JSON.stringify(key)}; those that every connector has cannot be deleted.`,
  );
}

function itemOf(existing: ExistingElement, key: string): z.output<typeof elementConfigurationItem> {
  const item = elementConfiguration(existing).find((one) => one.key === key);
  if (item) return item;
  throw new Fault('connector.part_not_found', `The connector has no configuration entry ${JSON.stringify(key)}.`);
}
