import { Text } from '@mantine/core';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { healthLooks } from '../../parts/health-words.ts';
import type { ListedInstance } from './instance-list-queries.ts';

/** How an instance is, and the first reason why. */
export function InstanceStatus({ health, lines = 1 }: { health: ListedInstance['health']; lines?: number }) {
  if (!health) return null;
  const { tone, word } = healthLooks[health.status];
  const reason = health.status === 'disabled' ? undefined : health.reasons[0]?.message;
  return (
    <>
      <StatusBadge tone={tone}>{word}</StatusBadge>
      {reason !== undefined && (
        <Text size="xs" c="dimmed" mt={4} lineClamp={lines} title={reason}>
          {reason}
        </Text>
      )}
    </>
  );
}
