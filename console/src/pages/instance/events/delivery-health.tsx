import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { receiversQuery } from './events-query.ts';
import { followReceivers, type FollowedReceivers } from './follow-receivers.ts';
import { ReceiverAlert, type Receiver } from './receiver-alert.tsx';
import { ReceiverProgress } from './receiver-progress.tsx';
import { ReceiverRests } from './receiver-rests.tsx';

const none: Receiver[] = [];
const nobody: FollowedReceivers = new Map();

/**
 * Says when a receiver of the instance's events fails or is switched off, helps to repair it, and shows how it catches up.
 * Nothing while all is well.
 */
export function DeliveryHealth({ instanceId }: { instanceId: number }) {
  const { data: receivers = none, dataUpdatedAt } = useQuery(receiversQuery(instanceId));
  const [seen, setSeen] = useState({ at: 0, followed: nobody });
  if (dataUpdatedAt !== seen.at)
    setSeen({ at: dataUpdatedAt, followed: followReceivers(seen.followed, receivers, dataUpdatedAt) });
  const shown = receivers.flatMap((receiver) => {
    const followed = seen.followed.get(receiver.subscriptionId);
    return followed ? [{ receiver, followed }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <Stack gap="sm">
      {shown.map(({ receiver, followed }) => {
        const { subscriptionId } = receiver;
        if (followed.phase !== 'troubled')
          return <ReceiverProgress key={subscriptionId} receiver={receiver} followed={followed} />;
        if (receiver.offByOwner && !receiver.own) return <ReceiverRests key={subscriptionId} receiver={receiver} />;
        return <ReceiverAlert key={subscriptionId} instanceId={instanceId} receiver={receiver} />;
      })}
    </Stack>
  );
}
