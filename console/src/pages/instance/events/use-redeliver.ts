import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../../api/client.ts';
import { sentAgain } from './events-query.ts';
import { redeliveryOutcome, underWay, type RedeliveryOutcome, type Replay } from './redelivery-outcome.ts';

interface Redelivery {
  eventIds: string[];
  /** Whom to; absent: the instance's own callback URL. */
  subscriptionId?: number;
}

const lookEveryMs = 400;
const lookTimes = 40;

const colours = { good: 'green', bad: 'red', waiting: 'blue' };

/** Sends events once more, and says what came of it. */
export function useRedeliver(instanceId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Redelivery): Promise<RedeliveryOutcome> => {
      const path = { id: instanceId };
      const asked = await answerOf(api.POST('/elements/api-v2/instances/{id}/replays', { params: { path }, body }));
      return outcomeOf(instanceId, asked);
    },
    onSuccess: async ({ tone, message }) => {
      await Promise.all(sentAgain(instanceId).map((queryKey) => client.invalidateQueries({ queryKey })));
      notifications.show({
        color: colours[tone],
        title: 'Redelivery',
        message,
        autoClose: tone === 'bad' ? 12_000 : 6_000,
      });
    },
    onError: ({ message }) =>
      notifications.show({ color: 'red', title: 'Nothing was redelivered', message, autoClose: 12_000 }),
  });
}

/** Looks until something came of it, or for a quarter of a minute. */
async function outcomeOf(instanceId: number, asked: Replay): Promise<RedeliveryOutcome> {
  let replay = asked;
  for (let times = 0; times < lookTimes; times++) {
    const outcome = redeliveryOutcome(replay);
    if (outcome) return outcome;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    const path = { id: instanceId, replayId: replay.id };
    replay = await answerOf(api.GET('/elements/api-v2/instances/{id}/replays/{replayId}', { params: { path } }));
  }
  return underWay(replay);
}
