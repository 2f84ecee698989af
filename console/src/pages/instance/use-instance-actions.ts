import { useNavigate } from '@tanstack/react-router';
import { api, answerOf } from '../../api/client.ts';
import { useAction } from '../../parts/use-action.ts';
import { instanceKey } from './instance-queries.ts';
import { reportsInWords } from './poll-words.ts';

const params = (id: number) => ({ params: { path: { id } } });

/** What can be done with an instance as a whole. */
export function useInstanceActions(id: number) {
  const navigate = useNavigate();
  const changes = [instanceKey(id)];
  return {
    pollNow: useAction({
      run: (resource: string | undefined) =>
        answerOf(
          api.POST('/elements/api-v2/instances/{id}/polls', {
            ...params(id),
            body: resource === undefined ? {} : { resource },
          }),
        ),
      done: (reports) => reportsInWords(reports),
      failed: 'It could not be polled',
      changes,
    }),
    enable: useAction({
      run: () => answerOf(api.PUT('/elements/api-v2/instances/{id}/enabled', params(id))),
      done: 'The instance is enabled. Polls go on from where they stopped.',
      failed: 'It could not be enabled',
      changes: [...changes, ['instances']],
    }),
    disable: useAction({
      run: () => answerOf(api.DELETE('/elements/api-v2/instances/{id}/enabled', params(id))),
      done: 'The instance is disabled.',
      failed: 'It could not be disabled',
      changes: [...changes, ['instances']],
    }),
    resume: useAction({
      run: () => answerOf(api.POST('/elements/api-v2/instances/{id}/polls/resume', { ...params(id), body: {} })),
      done: 'Polling goes on from where it stopped.',
      failed: 'Polling could not be resumed',
      changes,
    }),
    remove: useAction({
      run: async () => {
        await answerOf(api.DELETE('/elements/api-v2/instances/{id}', params(id)));
        // What was not saved of it is gone as well: nothing is left to ask about.
        await navigate({ to: '/instances', ignoreBlocker: true });
      },
      done: 'The instance is deleted.',
      failed: 'It could not be deleted',
      changes: [['instances', 'list']],
    }),
  };
}

export type InstanceActions = ReturnType<typeof useInstanceActions>;
