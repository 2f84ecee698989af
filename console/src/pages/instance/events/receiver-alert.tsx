import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { components } from '../../../api/openapi-types.ts';
import { useMayWrite } from '../../../api/use-session.ts';
import { confirm } from '../../../parts/confirm.tsx';
import { printCount } from '../../../parts/format.ts';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { ChangeUrlDialog } from './change-url-dialog.tsx';
import { CallbackTested } from './callback-tested.tsx';
import { failureWords } from './failure-words.ts';
import { useCallbackTest } from './use-callback-test.ts';
import { useRelease } from './use-release.ts';

export type Receiver = components['schemas']['Receiver'];

interface ReceiverAlertProps {
  instanceId: number;
  receiver: Receiver;
}

/** What is wrong with a receiver, since when, what waits for it, and what can be done. */
export function ReceiverAlert({ instanceId, receiver }: ReceiverAlertProps) {
  const off = receiver.state === 'off';
  const whose = receiver.own ? 'The callback URL' : `The receiver of subscription ${receiver.subscriptionId}`;
  return (
    <Alert
      color={off ? 'red' : 'yellow'}
      variant="outline"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      icon={<IconPlugConnectedX aria-hidden />}
      title={off ? `${whose} is switched off` : `${whose} fails`}
    >
      <Stack gap="xs">
        <Text size="sm" ff="monospace" className="wrap-anywhere">
          {receiver.url}
        </Text>
        <Trouble receiver={receiver} />
        <Repair instanceId={instanceId} receiver={receiver} />
      </Stack>
    </Alert>
  );
}

function Trouble({ receiver }: { receiver: Receiver }) {
  const { outstanding, oldestOutstandingDate, nextAttemptDate, failingSinceDate, inactiveSinceDate, state } = receiver;
  const since = failingSinceDate ?? inactiveSinceDate ?? oldestOutstandingDate;
  return (
    <>
      <Text size="sm" className="wrap-anywhere">
        {failureWords(receiver)}
      </Text>
      <Text size="sm">
        {since && (
          <>
            Since <RelativeTime iso={since} />.{' '}
          </>
        )}
        {printCount(outstanding, 'notification waits', 'notifications wait')}
        {outstanding > 0 && oldestOutstandingDate && (
          <>
            , the oldest was made <RelativeTime iso={oldestOutstandingDate} />
          </>
        )}
        .{' '}
        {state === 'failing' && nextAttemptDate && (
          <>
            Next attempt <RelativeTime iso={nextAttemptDate} />.
          </>
        )}
      </Text>
    </>
  );
}

function Repair({ instanceId, receiver }: ReceiverAlertProps) {
  const mayWrite = useMayWrite();
  const [changing, setChanging] = useState(false);
  const test = useCallbackTest(instanceId);
  const release = useRelease(instanceId);
  if (!mayWrite) return null;
  const off = receiver.state === 'off';
  const switchOn = async () => {
    const waits = printCount(receiver.outstanding, 'notification');
    const yes = await confirm({
      title: off ? 'Switch on and send what waits?' : 'Send what waits now?',
      body: `${waits} will be sent to ${receiver.url}, oldest first. If the receiver still fails, it is tried again by its schedule.`,
      confirmLabel: off ? 'Switch on and send' : 'Send now',
      destructive: false,
    });
    if (yes) release.mutate(receiver.subscriptionId);
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {receiver.own && (
          <>
            <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate({})}>
              Test it
            </Button>
            <Button size="xs" variant="default" onClick={() => setChanging(true)}>
              Change callback URL
            </Button>
          </>
        )}
        <Button size="xs" loading={release.isPending} onClick={() => void switchOn()}>
          {off ? 'Switch on and send what waits' : 'Send what waits now'}
        </Button>
      </Group>
      {test.data && <CallbackTested tested={test.data} />}
      {changing && (
        <ChangeUrlDialog instanceId={instanceId} url={receiver.url ?? ''} onClose={() => setChanging(false)} />
      )}
    </Stack>
  );
}
