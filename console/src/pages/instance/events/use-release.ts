import { answerOf, api } from '../../../api/client.ts';
import { useAction } from '../../../parts/use-action.ts';
import { sentAgain } from './events-query.ts';

/** Switches a receiver on, by the id of its subscription: all that it has outstanding is due at once. */
export const useRelease = (instanceId: number) =>
  useAction<number>({
    run: (subscriptionId) =>
      answerOf(
        api.PUT('/elements/api-v2/notifications/subscriptions/deliveries', {
          params: { query: { where: `subscriptionId=${subscriptionId}`, pageSize: 1 } },
          body: {},
        }),
      ),
    done: 'Switched on: what waited is sent now, oldest first.',
    failed: 'It could not be switched on',
    changes: sentAgain(instanceId),
  });
