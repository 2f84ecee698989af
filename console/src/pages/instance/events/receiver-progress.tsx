import { Alert, Progress, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconSend } from '@tabler/icons-react';
import { printCount, printNumber } from '../../../parts/format.ts';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import type { Followed } from './follow-receivers.ts';
import type { Receiver } from './receiver-alert.tsx';

interface ReceiverProgressProps {
  receiver: Receiver;
  followed: Followed;
}

/** How far a receiver that is well again has come with what waited for it. */
export function ReceiverProgress({ receiver, followed: { phase, most } }: ReceiverProgressProps) {
  const { own, subscriptionId, outstanding, oldestOutstandingDate } = receiver;
  const whose = own ? 'The callback URL' : `The receiver of subscription ${subscriptionId}`;
  if (phase === 'caught-up')
    return (
      <Alert
        component="output"
        color="green"
        variant="outline"
        icon={<IconCircleCheck aria-hidden />}
        title={`${whose} has caught up`}
        styles={{ title: { color: 'var(--mantine-color-text)' } }}
      >
        <Text size="sm">Everything that waited is delivered.</Text>
      </Alert>
    );
  const sent = most - outstanding;
  return (
    <Alert
      component="output"
      variant="outline"
      icon={<IconSend aria-hidden />}
      title={`${whose} is catching up`}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      <Stack gap="xs">
        <Progress.Root size="lg">
          <Progress.Section value={(sent / most) * 100} withAria aria-label={`Progress of catching up: ${whose}`} />
        </Progress.Root>
        <Text size="sm" className="tabular">
          {printNumber(sent)} of {printCount(most, 'notification')} delivered, {printNumber(outstanding)} to come
          {oldestOutstandingDate && (
            <>
              ; the oldest was made <RelativeTime iso={oldestOutstandingDate} />
            </>
          )}
          .
        </Text>
      </Stack>
    </Alert>
  );
}
