import { Alert, Button, Card, Code, List, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { CopyField } from '../../parts/copy-field.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import type { ElementSetup } from '../../api/catalogue-queries.ts';
import { fieldText, isOn, keys, mechanismOf, type Draft } from '../../parts/instance-form/draft.ts';
import { FirstPolls } from './first-polls.tsx';
import type { Made } from './made.ts';
import { parentsOf } from './parents.ts';
import { VerifySignatures } from './verify-signatures.tsx';

interface NextStepsProps {
  made: Made;
  setup: ElementSetup;
  draft: Draft;
}

/** What stands where the form was: what was made, and what to do next. */
export function NextSteps({ made, setup, draft }: NextStepsProps) {
  useBeginAtTop();
  const { configuration } = draft;
  const hasEvents = isOn(configuration, keys.enabled);
  const mechanism = mechanismOf(configuration, setup);
  const isSigned = fieldText(configuration, keys.signatureKey) !== '';
  return (
    <>
      <PageHeader
        title={`${draft.name.trim()} is connected`}
        description={`Instance ${made.id} of ${setup.name}.`}
        parents={parentsOf(setup)}
        actions={
          <Button component={Link} to={`/instances/${made.id}`} rightSection={<IconArrowRight size={16} aria-hidden />}>
            Go to the instance
          </Button>
        }
      />
      <Stack gap="lg" maw={860}>
        <Keys made={made} />
        {made.warnings.length > 0 && (
          <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title="The server remarks">
            <List size="sm">
              {made.warnings.map(({ path, message }) => (
                <List.Item key={`${path} ${message}`}>
                  <Code>{path}</Code> {message}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        {hasEvents && mechanism !== 'webhook' && <FirstPolls instanceId={made.id} />}
        {hasEvents && mechanism !== 'polling' && !setup.webhooks?.registersItself && (
          <EnterWebhook id={made.id} name={setup.name} />
        )}
        {hasEvents && isSigned && <VerifySignatures />}
        {!hasEvents && (
          <Card>
            <Text size="sm">
              Events are off: nothing is polled. The configuration of the instance switches them on.
            </Text>
          </Card>
        )}
      </Stack>
    </>
  );
}

/** The form was long, and its button at its end: what has come in its place is read from the beginning. */
function useBeginAtTop(): void {
  useEffect(() => {
    window.scrollTo({ top: 0 });
    document.getElementById('content')?.focus({ preventScroll: true });
  }, []);
}

function Keys({ made: { id, token } }: { made: Made }) {
  return (
    <Card component="section" aria-labelledby="keys-title">
      <Stack gap="md">
        <Title order={2} size="h4" id="keys-title">
          Keep these
        </Title>
        <CopyField label="Instance id" value={String(id)} />
        {token === null ? (
          <Text size="sm">Its token is told to whoever began the consent.</Text>
        ) : (
          <CopyField
            label="Token"
            value={token}
            description="Calls on this instance send it as Element. It is shown only now: copy it to where you keep secrets."
          />
        )}
        <Text size="sm" c="dimmed">
          <IconCircleCheck size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> The account at the provider is
          connected, and its credentials are stored sealed.
        </Text>
      </Stack>
    </Card>
  );
}

function EnterWebhook({ id, name }: { id: number; name: string }) {
  return (
    <Card component="section">
      <Title order={2} size="h4">
        Enter the webhook address at {name}
      </Title>
      <Text size="sm" mt="xs" mb="sm">
        The page of the instance tells the address, and what {name} has to be told beside it.
      </Text>
      <Button component={Link} to={`/instances/${id}`} search={{ tab: 'webhooks' } as never} variant="default">
        Show the address
      </Button>
    </Card>
  );
}
