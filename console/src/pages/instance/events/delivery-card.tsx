import { Accordion, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMayWrite } from '../../../api/use-session.ts';
import { printCount } from '../../../parts/format.ts';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { deliveryStatus, type EventDelivery, type EventRecord } from './event-status.ts';
import { ExchangeItem } from './exchange-item.tsx';
import { useRedeliver } from './use-redeliver.ts';
import { useRelease } from './use-release.ts';

const receivers = { instance: 'Callback URL of the instance', subscription: 'Subscription', replay: 'Replay' };

interface DeliveryCardProps {
  instanceId: number;
  event: EventRecord;
  delivery: EventDelivery;
}

/** One delivery of an event, with its attempts. */
export function DeliveryCard({ instanceId, event, delivery }: DeliveryCardProps) {
  const { tone, word } = deliveryStatus(delivery);
  const number = delivery.replayId ?? (delivery.receiver === 'subscription' ? delivery.subscriptionId : undefined);
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Text fw={600} size="sm">
            {receivers[delivery.receiver]} {number}
          </Text>
          <StatusBadge tone={tone}>{word}</StatusBadge>
        </Group>
        <Text size="sm" ff="monospace" className="wrap-anywhere">
          {delivery.url}
        </Text>
        <NextStep delivery={delivery} />
        <Again instanceId={instanceId} event={event} delivery={delivery} />
        {delivery.exchanges.length > 0 && (
          <Accordion variant="contained" order={4} chevronPosition="left">
            {delivery.exchanges
              .map((exchange, index) => (
                <ExchangeItem
                  key={String(index)}
                  value={String(index)}
                  number={index + 1}
                  exchange={exchange}
                  body={delivery.request?.body}
                />
              ))
              .toReversed()}
          </Accordion>
        )}
      </Stack>
    </Paper>
  );
}

/** When something happens with it again, or when it was done. */
function NextStep({ delivery }: { delivery: EventDelivery }) {
  const { status, attempts, exchanges, nextAttemptDate, deliveredDate, inactiveReason, active } = delivery;
  if (status === 'delivered')
    return (
      <Text size="sm" c="dimmed">
        Acknowledged <RelativeTime iso={deliveredDate} />
        {exchanges.length > 1 && `, at attempt ${exchanges.length}`}.
      </Text>
    );
  if (!active || status === 'queued')
    return (
      <Text size="sm" className="wrap-anywhere">
        It waits until the receiver is switched on again. {inactiveReason}
      </Text>
    );
  return (
    <Text size="sm" c="dimmed">
      {attempts > 0 && `${printCount(attempts, 'attempt')} made; `}
      {nextAttemptDate === null ? (
        'it is sent as soon as it is its turn.'
      ) : (
        <>
          next attempt <RelativeTime iso={nextAttemptDate} />.
        </>
      )}
    </Text>
  );
}

/** Sending it again, in the way that is right for how it stands. */
function Again({ instanceId, event, delivery }: DeliveryCardProps) {
  const mayWrite = useMayWrite();
  const redeliver = useRedeliver(instanceId);
  const release = useRelease(instanceId);
  const { subscriptionId, status, receiver } = delivery;
  if (!mayWrite || receiver === 'replay') return null;
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconSend size={14} aria-hidden />}
        loading={redeliver.isPending}
        onClick={() => redeliver.mutate({ eventIds: [event.id], subscriptionId })}
      >
        Redeliver
      </Button>
      {status !== 'delivered' && (
        <Button size="xs" variant="subtle" loading={release.isPending} onClick={() => release.mutate(subscriptionId)}>
          Send all that waits now
        </Button>
      )}
    </Group>
  );
}
