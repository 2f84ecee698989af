import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { changedValues, type EventSettings } from './event-settings.ts';
import { cloneConnector, saveEvents } from './save-events.ts';

interface Cloning {
  before: EventSettings;
  after: EventSettings;
}

/** Makes a connector of one's own from one that comes with the server, with what was changed in the form, and goes there. */
export function useClone(key: string, leaveQuietly: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ before, after }: Cloning) => {
      const cloned = await cloneConnector(key);
      await saveEvents({ ...cloned, changes: changedValues(before, after) });
      return cloned.key;
    },
    onSuccess: async (made) => {
      notifications.show({
        color: 'green',
        message: `This is ${made}, a connector of your own. Change it as you like.`,
      });
      leaveQuietly();
      await client.invalidateQueries({ queryKey: ['elements'] });
      await navigate({ to: `/builder/${made}`, search: { tab: 'events' } } as never);
    },
    onError: (error) => {
      notifications.show({ color: 'red', title: 'It was not cloned', message: error.message, autoClose: 12_000 });
    },
  });
}
