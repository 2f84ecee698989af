import { answerOf, api } from '../../api/client.ts';
import { useAction } from '../../parts/use-action.ts';
import { operationsKey, type StoppedSubscription } from './operations-queries.ts';

/** Switches a subscription on by what it is of, and by whether anything waits that can be released. */
async function switchOn({ id, instanceId, pending }: StoppedSubscription): Promise<void> {
  if (pending > 0) {
    const query = { where: `subscriptionId = ${id}`, pageSize: 1 };
    await answerOf(api.PUT('/elements/api-v2/notifications/subscriptions/deliveries', { params: { query }, body: {} }));
  } else if (instanceId === null) {
    const params = { path: { subscriptionId: id } };
    await answerOf(
      api.PATCH('/elements/api-v2/notifications/subscriptions/{subscriptionId}', { params, body: { active: true } }),
    );
  } else {
    await answerOf(api.PUT('/elements/api-v2/instances/{id}/enabled', { params: { path: { id: instanceId } } }));
  }
}

export const useSwitchOn = () =>
  useAction<StoppedSubscription, void>({
    run: switchOn,
    done: 'It is switched on: what waited is sent now, the oldest first.',
    failed: 'The subscription could not be switched on',
    changes: [operationsKey, ['instances'], ['subscriptions']],
  });
