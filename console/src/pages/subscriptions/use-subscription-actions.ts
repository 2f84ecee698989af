import { answerOf, api } from '../../api/client.ts';
import { useAction } from '../../parts/use-action.ts';
import { subscriptionsKey } from './subscription-queries.ts';

const changes = [subscriptionsKey, ['operations']];
const one = '/elements/api-v2/notifications/subscriptions/{subscriptionId}';
const params = (subscriptionId: number) => ({ path: { subscriptionId } });

export interface SubscriptionValues {
  url: string;
  topics: string[];
  /** Empty: none is set, or the one that is set stays. */
  signatureKey: string;
}

/** What can be done with subscriptions. */
export function useSubscriptionActions() {
  const save = useAction<{ id: number | undefined; values: SubscriptionValues }>({
    run: ({ id, values: { url, topics, signatureKey } }) => {
      const config = {
        url: url.trim(),
        ...(signatureKey !== '' && { 'event.notification.signature.key': signatureKey }),
      };
      const body = { channel: 'webhook' as const, topics, config };
      return id === undefined
        ? answerOf(api.POST('/elements/api-v2/notifications/subscriptions', { body }))
        : answerOf(api.PATCH(one, { params: params(id), body }));
    },
    done: (_result, { id }) => (id === undefined ? 'The subscription is made.' : 'The subscription is changed.'),
    failed: false,
    changes,
  });
  const setActive = useAction<{ id: number; active: boolean }>({
    run: ({ id, active }) => answerOf(api.PATCH(one, { params: params(id), body: { active } })),
    done: (_result, { active }) => (active ? 'It is switched on: what waited is sent now.' : 'It is switched off.'),
    failed: 'The subscription could not be changed',
    changes,
  });
  const remove = useAction<number>({
    run: (id) => answerOf(api.DELETE(one, { params: params(id) })),
    done: 'The subscription is deleted.',
    failed: 'The subscription could not be deleted',
    changes,
  });
  return { save, setActive, remove };
}
