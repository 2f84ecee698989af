import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isWebAddress } from '../../parts/consent-window.ts';
import { CopyField } from '../../parts/copy-field.tsx';
import { printDuration } from '../../parts/format.ts';
import type { ElementSetup } from '../../api/catalogue-queries.ts';
import { EventBadges } from '../../parts/event-badges.tsx';
import { authenticationWord } from '../../parts/connector-words.ts';

/** What is known of a connector in a few lines, and what is to be entered at its provider. */
export function ConnectorFacts({ setup, logo }: { setup: ElementSetup; logo: ReactNode }) {
  const { key, authentication, callbackUrl, documentation, events, webhooks } = setup;
  const polls = Object.keys(events.pollerConfiguration).length > 0;
  const methods = [...(polls ? ['polling'] : []), ...(webhooks ? ['webhook'] : [])];
  return (
    <Card>
      <Stack gap="md">
        <Group gap="sm" wrap="nowrap">
          {logo}
          <div style={{ minWidth: 0 }}>
            <Title order={2} size="h4">
              At a glance
            </Title>
            <Text size="sm" c="dimmed" className="wrap-anywhere">
              Key {key}
            </Text>
          </div>
        </Group>
        <Fact label="Authentication">{authenticationWord(authentication)}</Fact>
        <Fact label="Events">
          <Group gap={6} component="span">
            <EventBadges methods={methods} />
          </Group>
        </Fact>
        {polls && (
          <Fact label="Polled every">
            {printDuration(events.refreshMinutes * 60)}, unless an instance says otherwise
          </Fact>
        )}
        {webhooks && (
          <Fact label="Webhooks">
            {webhooks.registersItself
              ? 'Asked for at the provider by this server.'
              : 'Entered at the provider by hand: each instance has its own address, on its page.'}
          </Fact>
        )}
        {callbackUrl !== null && (
          <CopyField
            label="Callback URL"
            value={callbackUrl}
            description="Register it with your app at the provider: users come back here after they have consented."
          />
        )}
        {documentation !== null && isWebAddress(documentation) && (
          <Anchor href={documentation} target="_blank" rel="noreferrer" size="sm">
            <Group gap={4} component="span">
              Documentation of the provider <IconExternalLink size={14} aria-hidden />
            </Group>
          </Anchor>
        )}
      </Stack>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </div>
  );
}
