import { Alert, Anchor, Text } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { printCount } from '../../../parts/format.ts';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import type { Receiver } from './receiver-alert.tsx';

/** A subscription that somebody switched off on purpose: nothing is wrong with it. */
export function ReceiverRests({ receiver }: { receiver: Receiver }) {
  const { subscriptionId, inactiveSinceDate, outstanding } = receiver;
  return (
    <Alert color="gray" variant="outline" icon={<IconPlayerPause aria-hidden />} p="xs">
      <Text size="sm">
        Subscription {subscriptionId} was switched off by its owner <RelativeTime iso={inactiveSinceDate} />
        {outstanding > 0 && `, and ${printCount(outstanding, 'notification waits', 'notifications wait')} for it`}.{' '}
        <Anchor component={Link} to="/subscriptions" inherit underline="always">
          Switch it on under Subscriptions
        </Anchor>
      </Text>
    </Alert>
  );
}
