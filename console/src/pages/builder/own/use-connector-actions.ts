import { api, answerOf, pageOf } from '../../../api/client.ts';
import type { components } from '../../../api/openapi-types.ts';
import { useAction } from '../../../parts/use-action.ts';

export type ElementDetails = components['schemas']['ElementDetails'];

const changes = [['elements'], ['catalogue'], ['builder']];
const pathOf = (keyOrId: string) => ({ params: { path: { keyOrId } } });

/** Makes a connector from an element document: an empty one, or one that was exported. */
export const useMakeConnector = () =>
  useAction({
    run: (document: Record<string, unknown>) =>
      answerOf(api.POST('/elements/api-v2/elements', { body: document })) as Promise<ElementDetails>,
    done: ({ name }) => `${name} is made.`,
    failed: false,
    changes,
  });

export const useCloneConnector = () =>
  useAction({
    run: ({ from, key, name }: { from: string; key: string; name: string }) =>
      answerOf(
        api.POST('/elements/api-v2/elements/{keyOrId}/clone', {
          ...pathOf(from),
          body: { ...(key !== '' && { key }), ...(name !== '' && { name }) },
        }),
      ) as Promise<ElementDetails>,
    done: ({ name }) => `${name} is made.`,
    failed: false,
    changes,
  });

export const useSetActive = () =>
  useAction({
    run: ({ key, active }: { key: string; active: boolean }) => {
      const path = '/elements/api-v2/elements/{keyOrId}/active';
      return answerOf(active ? api.PUT(path, pathOf(key)) : api.DELETE(path, pathOf(key)));
    },
    done: (_, { active }) => (active ? 'The connector takes new instances.' : 'The connector takes no new instances.'),
    failed: 'The connector was not changed',
    changes,
  });

export const useDeleteConnector = () =>
  useAction({
    run: (key: string) => answerOf(api.DELETE('/elements/api-v2/elements/{keyOrId}', pathOf(key))),
    done: 'Connector deleted.',
    failed: 'The connector was not deleted',
    changes,
  });

/** The instances that keep a connector from being deleted: the first of them, and how many there are. */
export async function instancesOf(key: string): Promise<{ names: string[]; total: number }> {
  const { data, total } = await pageOf(
    api.GET('/elements/api-v2/elements/{keyOrId}/instances', {
      params: { path: { keyOrId: key }, query: { pageSize: 5 } },
    }),
  );
  const listed = Array.isArray(data) ? data : [data];
  return { names: listed.map(({ name, id }) => `${name} (${id})`), total: total ?? listed.length };
}

/** Saves the document of a connector as a file. */
export const useExportConnector = () =>
  useAction({
    run: async (key: string) => {
      const document = await answerOf(api.GET('/elements/api-v2/elements/{keyOrId}/export', pathOf(key)));
      const blob = new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' });
      const link = window.document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${key}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
    failed: 'The connector was not exported',
  });
