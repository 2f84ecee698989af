import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api, answerOf } from '../../../api/client.ts';
import { useMayWrite } from '../../../api/use-session.ts';
import { QueryState } from '../../../parts/query-state.tsx';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { useAction } from '../../../parts/use-action.ts';
import { instanceKey, type Instance, type Registration } from '../instance-queries.ts';
import { registrationsQuery } from './webhook-queries.ts';
import { registrationLooks } from './webhook-words.ts';

interface RegistrationsCardProps {
  instance: Instance;
  /** Webhooks of the instance are taken: there is something to ask the provider for. */
  taken: boolean;
}

/** How webhooks were asked for at the provider. */
export function RegistrationsCard({ instance, taken }: RegistrationsCardProps) {
  const { id, disabled } = instance;
  const query = useQuery(registrationsQuery(id));
  const mayWrite = useMayWrite();
  const renew = useAction({
    run: () =>
      answerOf(
        api.POST('/elements/api-v2/instances/{id}/webhooks/registrations/renew', {
          params: { path: { id } },
          body: {},
        }),
      ),
    done: 'The provider was asked for webhooks anew.',
    failed: 'The provider could not be asked',
    changes: [instanceKey(id)],
  });
  return (
    <Card component="section" aria-labelledby="registrations">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="registrations">
          Registrations at the provider
        </Title>
        {mayWrite && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            disabled={disabled || !taken}
            loading={renew.isPending}
            onClick={() => renew.mutate()}
          >
            Renew
          </Button>
        )}
      </Group>
      <QueryState query={query} what="the registrations" rows={2}>
        {(registrations) =>
          registrations.length === 0 ? (
            <Text c="dimmed">The provider was not asked for webhooks: events are off, or found by polls alone.</Text>
          ) : (
            <Stack gap="md">
              {registrations.map((registration) => (
                <OneRegistration key={`${registration.name} ${registration.each ?? ''}`} registration={registration} />
              ))}
            </Stack>
          )
        }
      </QueryState>
    </Card>
  );
}

function OneRegistration({ registration }: { registration: Registration }) {
  const { name, each, status, resources, error, attempts, checkedDate, expiresDate, nextStepDate } = registration;
  const { tone, word } = registrationLooks[status];
  return (
    <div>
      <Group gap="sm">
        <Text fw={600}>
          {name}
          {each !== null && ` · ${each}`}
        </Text>
        <StatusBadge tone={tone}>{word}</StatusBadge>
        <Text size="sm" c="dimmed">
          {resources.length > 0 ? resources.join(', ') : 'all resources'}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {checkedDate && (
          <>
            checked <RelativeTime iso={checkedDate} />
            {'; '}
          </>
        )}
        {expiresDate ? (
          <>
            ends <RelativeTime iso={expiresDate} />, unless it is renewed
          </>
        ) : (
          'does not end by itself'
        )}
        {nextStepDate && (
          <>
            ; next step <RelativeTime iso={nextStepDate} />
          </>
        )}
      </Text>
      {error && (
        <Text size="sm" c="red" className="wrap-anywhere">
          {error.message} {attempts > 1 && `(${attempts} tries)`}
        </Text>
      )}
    </div>
  );
}
