import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { isWebAddress } from '../../parts/consent-window.ts';
import type { Reconnect } from './use-reconnect.ts';

/** What the user has to do in the window of the provider. */
export function ReconnectWaiting({ reconnect: { waiting, cancel } }: { reconnect: Reconnect }) {
  if (!waiting) return null;
  const { connectUrl, blocked, warnings } = waiting;
  return (
    <Alert mb="md" title="Waiting for the consent">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {blocked
            ? 'Your browser has not let a window open. '
            : 'The provider’s page is open in another window. If you have closed it: '}
          {isWebAddress(connectUrl) && (
            <Anchor href={connectUrl} target="_blank" rel="noreferrer" size="sm" underline="always">
              Open the consent page
            </Anchor>
          )}
        </Text>
        {warnings.map(({ path, message }) => (
          <Text key={path} size="sm" className="wrap-anywhere">
            {path}: {message}
          </Text>
        ))}
        <Button size="compact-xs" variant="default" onClick={cancel}>
          Stop waiting
        </Button>
      </Stack>
    </Alert>
  );
}
