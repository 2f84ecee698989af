import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { QueryState } from '../../../parts/query-state.tsx';
import { hookOfKind } from './hook-place.ts';
import { HookWorkbench } from './hook-workbench.tsx';
import { elementQuery } from './use-element-hooks.ts';

/** The event hook of a connector, or the way to add one; part of its Events page. */
export function EventHookSection({ elementKey }: { elementKey: string }) {
  const [isAdding, setAdding] = useState(false);
  const query = useQuery(elementQuery(elementKey));
  return (
    <QueryState query={query} what="the event hook">
      {(element) => {
        const hook = hookOfKind(element.hooks, 'event');
        if (!hook && !isAdding)
          return (
            <Stack gap="xs" align="flex-start">
              <Text size="sm" c="dimmed">
                {element.private
                  ? 'An event hook is JavaScript that says which records a webhook tells of.'
                  : 'This connector comes with the server and reads its webhooks without an event hook. Clone it to add one of your own.'}
              </Text>
              {element.private && (
                <Button
                  variant="default"
                  leftSection={<IconPlus size={16} aria-hidden />}
                  onClick={() => setAdding(true)}
                >
                  Add an Event Hook
                </Button>
              )}
            </Stack>
          );
        return (
          <Stack gap="sm">
            <HookWorkbench
              key={String(hook?.id ?? 'new')}
              elementKey={elementKey}
              place={{ kind: 'event' }}
              resource={undefined}
              hook={hook}
              canChange={element.private}
            />
            <Anchor component={Link} to={`/builder/${elementKey}/hooks`} size="sm">
              Hooks around requests
            </Anchor>
          </Stack>
        );
      }}
    </QueryState>
  );
}
