import { Alert, Badge, Button, Card, Code, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { api, answerOf } from '../../../api/client.ts';
import type { components } from '../../../api/openapi-types.ts';
import { useMayWrite } from '../../../api/use-session.ts';
import { CopyField } from '../../../parts/copy-field.tsx';
import { useAction } from '../../../parts/use-action.ts';

type Address = components['schemas']['WebhookAddress'];

/** What to enter at the provider. The address is a secret, and shown when it is asked for. */
export function AddressCard({ instanceId, address }: { instanceId: number; address: Address }) {
  const mayWrite = useMayWrite();
  const whole = useAction({
    run: () =>
      answerOf(api.POST('/elements/api-v2/instances/{id}/webhooks/address', { params: { path: { id: instanceId } } })),
    failed: 'The address could not be shown',
  });
  const shown = whole.data;
  return (
    <Card component="section" aria-labelledby="webhook-address">
      <Group gap="sm" mb="xs">
        <Title order={2} size="h4" id="webhook-address">
          Address
        </Title>
        {!address.taken && <Badge color="yellow">Webhooks are not taken at present</Badge>}
      </Group>
      <Text c="dimmed" mb="md" maw="70ch">
        {whatToDo(address)}
      </Text>
      <Stack gap="md" align="stretch">
        {shown ? (
          <>
            <CopyField label="Address of this instance" value={shown.url} description="It is a secret." />
            {shown.sharedUrl !== null && (
              <CopyField
                label="Address for all accounts"
                value={shown.sharedUrl}
                description="For a provider that knows one address only."
              />
            )}
          </>
        ) : (
          mayWrite && (
            <Group>
              <Button
                variant="default"
                leftSection={<IconEye size={16} aria-hidden />}
                loading={whole.isPending}
                onClick={() => whole.mutate()}
              >
                Show the address
              </Button>
            </Group>
          )
        )}
        {address.missing.length > 0 && (
          <Alert color="yellow" title="The server asks for less than it could">
            Not set in the configuration: {address.missing.join(', ')}.
          </Alert>
        )}
        <Proofs address={address} />
      </Stack>
    </Card>
  );
}

function Proofs({ address: { verification, keys, handshakes } }: { address: Address }) {
  // The address itself proves nothing.
  const proofs = verification.filter((kind) => kind !== 'secretUrl');
  return (
    <Text size="sm" component="div">
      {proofs.length > 0 ? (
        <>
          A webhook counts as the provider’s with a proof: {proofs.join(' or ')}
          {keys.length > 0 && ', with'}
          {keys.length > 0 && (
            <List size="sm" mt={4}>
              {keys.map(({ name, known }) => (
                <List.Item key={name}>
                  <Code>{name}</Code> {known ? '(known)' : '(not known yet)'}
                </List.Item>
              ))}
            </List>
          )}
        </>
      ) : (
        'Nothing but the secret address shows that a webhook is the provider’s: tell it to nobody else.'
      )}
      {handshakes.length > 0 && <div>The provider may ask whether the address is yours: {handshakes.join(', ')}.</div>}
    </Text>
  );
}

function whatToDo({ taken, registersItself }: Address): string {
  if (!taken) return 'Events of the instance are off, or found by polls alone: see its configuration.';
  return registersItself
    ? 'This server asks the provider for webhooks by itself: there is nothing to enter.'
    : 'Enter this address at the provider, so that it sends its webhooks here.';
}
