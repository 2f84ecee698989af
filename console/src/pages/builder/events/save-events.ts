import { ApiError } from '../../../api/api-error.ts';
import { answerOf, api } from '../../../api/client.ts';
import type { ConfigurationItem } from '../builder-query.ts';
import type { EventKey, PolledResource } from './event-settings.ts';
import { previewFaults } from './preview-faults.ts';
import type { PollingPreview } from './preview-words.ts';
import { askPreview } from './use-preview.ts';

export interface EventChanges {
  key: string;
  /** The version that the changes were made from. */
  etag: string | undefined;
  items: readonly ConfigurationItem[];
  changes: readonly { key: EventKey; value: string }[];
}

/** Writes the entries one after the other, each from the version that the one before has made. Answers the last version. */
export async function saveEvents({ key, etag, items, changes }: EventChanges): Promise<string | undefined> {
  let version = etag;
  for (const { key: configurationKey, value } of changes) {
    const { data, error, response } = await api
      .PUT('/elements/api-v2/elements/{keyOrId}/configuration/{configurationKey}', {
        params: { path: { keyOrId: key, configurationKey } },
        headers: version === undefined ? {} : { 'If-Match': version },
        body: { ...items.find((item) => item.key === configurationKey), defaultValue: value },
      })
      .catch((cause: unknown) => {
        throw ApiError.unreachable(cause);
      });
    if (!data) throw ApiError.from(response, error);
    version = response.headers.get('ETag') ?? undefined;
  }
  return version;
}

export interface CheckedResource {
  name: string;
  issues: PollingPreview['issues'];
}

/** Resources with which something is wrong, in the words of the server. */
export async function checkResources(key: string, resources: readonly PolledResource[]): Promise<CheckedResource[]> {
  const checked = await Promise.all(
    resources.map(async ({ name, entry }) => {
      const preview = await askPreview(key, { resource: name || 'records', definition: entry, configuration: {} });
      return { name, issues: previewFaults(preview) };
    }),
  );
  return checked.filter(({ issues }) => issues.length > 0);
}

export interface Cloned {
  key: string;
  etag: string | undefined;
  items: ConfigurationItem[];
}

/** Makes a connector of one's own from one that comes with the server. */
export async function cloneConnector(key: string): Promise<Cloned> {
  const made = await answerOf(
    api.POST('/elements/api-v2/elements/{keyOrId}/clone', { params: { path: { keyOrId: key } }, body: {} }),
  );
  return { key: made.key, etag: undefined, items: made.configuration };
}
