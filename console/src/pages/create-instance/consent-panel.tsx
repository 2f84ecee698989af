import { Anchor, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { isWebAddress } from '../../parts/consent-window.ts';
import { Told } from '../../parts/instance-form/told.tsx';
import type { Consent, Waiting } from './use-consent.ts';

/** What the user has to do in the window of the provider. */
export function ConsentPanel({ consent, name }: { consent: Consent; name: string }) {
  const { waiting } = consent;
  if (!waiting) return null;
  return (
    <Told
      color="blue"
      icon={<Loader size="xs" />}
      title={waiting.blocked ? `Open the consent page of ${name}` : `Waiting for your consent at ${name}`}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{textOf(waiting, name)}</Text>
        {waiting.warnings.map(({ path, message }) => (
          <Text key={path} size="sm" className="wrap-anywhere">
            {path}: {message}
          </Text>
        ))}
        {waiting.blocked && isWebAddress(waiting.connectUrl) && (
          <Anchor href={waiting.connectUrl} target="_blank" rel="noreferrer" fw={600}>
            <Group gap={4} component="span">
              Open the consent page <IconExternalLink size={16} aria-hidden />
            </Group>
          </Anchor>
        )}
        <Group gap="xs">
          {!waiting.blocked && waiting.closed && (
            <Button size="xs" onClick={consent.reopen}>
              Open it again
            </Button>
          )}
          <Button size="xs" variant="default" onClick={consent.cancel}>
            Stop waiting
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          This offer ends <RelativeTime iso={waiting.expiresDate} />. Nothing is written before you have consented.
        </Text>
      </Stack>
    </Told>
  );
}

function textOf(waiting: Waiting, name: string): string {
  if (waiting.blocked)
    return 'Your browser has not let a window open. This page goes on by itself as soon as you have consented.';
  if (waiting.closed)
    return `The window seems to be closed. If you have consented, this page goes on in a moment; if not, open it again.`;
  return `Sign in at ${name} in the other window and allow access. This page goes on by itself.`;
}
