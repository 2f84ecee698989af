import { Anchor, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { healthLooks } from '../../../parts/health-words.ts';
import { placeToAct } from './place-to-act.ts';
import type { HealthReason, InstanceHealth } from '../instance-queries.ts';

/** What is the matter, and what to do about it. */
export function HealthCard({ health }: { health: InstanceHealth }) {
  const { tone, word, sentence } = healthLooks[health.status];
  const isSaid = health.reasons.some(({ message }) => message.startsWith(sentence.slice(0, -1)));
  return (
    <Card component="section" aria-labelledby="health">
      <Group gap="sm">
        <Title order={2} size="h4" id="health">
          Health
        </Title>
        <StatusBadge tone={tone}>{word}</StatusBadge>
      </Group>
      {!isSaid && (
        <Text c="dimmed" mt={4}>
          {sentence}
        </Text>
      )}
      {health.reasons.length > 0 && (
        <Stack component="ul" gap="md" mt="md" p={0} m={0} style={{ listStyle: 'none' }}>
          {health.reasons.map((reason) => (
            <Reason
              key={`${reason.code} ${reason.resource ?? ''} ${reason.message}`}
              reason={reason}
              isWorst={reason.status === health.status}
            />
          ))}
        </Stack>
      )}
    </Card>
  );
}

/** The status of the worst is that of the whole, and stands above. */
function Reason({ reason, isWorst }: { reason: HealthReason; isWorst: boolean }) {
  const { tone, word } = healthLooks[reason.status];
  const place = placeToAct(reason.code);
  return (
    <li>
      <Group gap="xs" mb={4}>
        {!isWorst && <StatusBadge tone={tone}>{word}</StatusBadge>}
        {reason.resource && <Badge color="gray">{reason.resource}</Badge>}
        {reason.sinceDate && (
          <Text size="sm" c="dimmed">
            since <RelativeTime iso={reason.sinceDate} />
          </Text>
        )}
      </Group>
      <Text className="wrap-anywhere">{messageBeside(reason)}</Text>
      <Text size="sm" c="dimmed">
        {reason.whatToDo}
        {place && (
          <>
            {' '}
            <Anchor component={Link} to="." search={{ tab: place.tab } as never} size="sm" underline="always">
              {place.label}
            </Anchor>
          </>
        )}
      </Text>
    </li>
  );
}

/** The message without the resource that it begins with: a badge says that. */
const messageBeside = ({ message, resource }: HealthReason): string =>
  resource !== null && message.startsWith(`${resource}: `) ? message.slice(resource.length + 2) : message;
