import { Badge } from '@mantine/core';
import { IconRefresh, IconWebhook } from '@tabler/icons-react';

/** What brings the changes of a connector. */
export function EventBadges({ methods }: { methods: readonly string[] }) {
  if (methods.length === 0) return <Badge color="gray">No events</Badge>;
  return (
    <>
      {methods.includes('polling') && <Badge leftSection={<IconRefresh size={12} aria-hidden />}>Polling</Badge>}
      {methods.includes('webhook') && (
        <Badge color="blue" leftSection={<IconWebhook size={12} aria-hidden />}>
          Webhooks
        </Badge>
      )}
    </>
  );
}
