import { Code, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { confirm } from '../../../parts/confirm.tsx';
import type { BuiltConnector } from '../builder-query.ts';
import { changedValues, type EventSettings } from './event-settings.ts';
import { checkResources, saveEvents, type CheckedResource } from './save-events.ts';

interface SaveDeps {
  connector: BuiltConnector;
  version: { current: string | undefined };
  stored: { current: EventSettings };
  wasSaved: (saved: EventSettings, version: string | undefined) => void;
}

/** Checks the resources, asks where something is wrong with them, and writes what has changed. */
export function useSaveEvents({ connector: { details }, version, stored, wasSaved }: SaveDeps) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (settings: EventSettings) => {
      const { key, configuration: items } = details;
      const wrong = settings.types.includes('polling') ? await checkResources(key, settings.resources) : [];
      if (wrong.length > 0 && !(await confirmWrong(wrong))) return false;
      const changes = changedValues(stored.current, settings);
      wasSaved(settings, await saveEvents({ key, etag: version.current, items, changes }));
      return true;
    },
    onSuccess: async (saved) => {
      if (!saved) return;
      notifications.show({
        color: 'green',
        message: 'Saved. New instances begin with it; those that there are keep what they poll.',
      });
      await client.invalidateQueries({ queryKey: ['elements'] });
    },
  });
}

const confirmWrong = (wrong: readonly CheckedResource[]): Promise<boolean> =>
  confirm({
    title: 'Save although something is wrong?',
    confirmLabel: 'Save anyway',
    body: (
      <Stack gap="xs">
        <Text size="sm">It is kept as it is, but these are not polled before they are mended:</Text>
        <List size="sm" spacing={4} className="wrap-anywhere">
          {wrong.flatMap(({ name, issues }) =>
            issues.map(({ path, message }) => (
              <List.Item key={`${name} ${path} ${message}`}>
                <Code>{path.replace(/^definition/, name)}</Code> {message}
              </List.Item>
            )),
          )}
        </List>
      </Stack>
    ),
  });
