import { queryOptions } from '@tanstack/react-query';
import { api, answerOf } from '../../../api/client.ts';
import type { components } from '../../../api/openapi-types.ts';
import { useAction } from '../../../parts/use-action.ts';
import { connectorQuery } from '../builder-query.ts';
import { hookDocument, type HookPart, type HookPlace } from './hook-place.ts';
import type { TrialReport } from './hook-trial.ts';

/** The connector with its hooks. */
export const elementQuery = (elementKey: string) =>
  queryOptions({ ...connectorQuery(elementKey), select: ({ details }) => details });

interface Saving {
  before: HookPart | undefined;
  body: string;
  legacy: boolean;
}

/** Keeps the code of a hook: a new part of the document, or another text of the one that is there. */
export function useSaveHook(elementKey: string, { kind, resourceId }: HookPlace) {
  const keyOrId = elementKey;
  return useAction({
    run: ({ before, body, legacy }: Saving) => {
      const document = hookDocument(before, { kind, body, legacy });
      const hookId = before && String(before.id);
      if (resourceId === undefined)
        return hookId === undefined
          ? answerOf(
              api.POST('/elements/api-v2/elements/{keyOrId}/hooks', { params: { path: { keyOrId } }, body: document }),
            )
          : answerOf(
              api.PUT('/elements/api-v2/elements/{keyOrId}/hooks/{hookId}', {
                params: { path: { keyOrId, hookId } },
                body: document,
              }),
            );
      const id = resourceId;
      return hookId === undefined
        ? answerOf(
            api.POST('/elements/api-v2/elements/{keyOrId}/resources/{id}/hooks', {
              params: { path: { keyOrId, id } },
              body: document,
            }),
          )
        : answerOf(
            api.PUT('/elements/api-v2/elements/{keyOrId}/resources/{id}/hooks/{hookId}', {
              params: { path: { keyOrId, id, hookId } },
              body: document,
            }),
          );
    },
    done: 'Hook saved. It is in force for the next request.',
    failed: 'The hook was not saved',
    changes: [['elements', elementKey], ['builder']],
  });
}

export function useDeleteHook(elementKey: string, { resourceId }: HookPlace) {
  const keyOrId = elementKey;
  return useAction({
    run: (hookId: string) =>
      resourceId === undefined
        ? answerOf(
            api.DELETE('/elements/api-v2/elements/{keyOrId}/hooks/{hookId}', { params: { path: { keyOrId, hookId } } }),
          )
        : answerOf(
            api.DELETE('/elements/api-v2/elements/{keyOrId}/resources/{id}/hooks/{hookId}', {
              params: { path: { keyOrId, id: resourceId, hookId } },
            }),
          ),
    done: 'Hook deleted.',
    failed: 'The hook was not deleted',
    changes: [['elements', elementKey], ['builder']],
  });
}

/** Runs a hook with a sample; nothing of what it says is done. */
export function useHookTrial(elementKey: string) {
  return useAction({
    run: (body: Record<string, unknown>): Promise<TrialReport> =>
      answerOf(
        api.POST('/elements/api-v2/elements/{keyOrId}/hooks/trial', {
          params: { path: { keyOrId: elementKey } },
          body: body as components['schemas']['HookTrialInput'],
        }),
      ),
    failed: 'The hook could not be tried',
  });
}
