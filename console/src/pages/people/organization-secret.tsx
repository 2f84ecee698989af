import { Alert, Button, Card, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconClock, IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { confirm } from '../../parts/confirm.tsx';
import { printInstant } from '../../parts/format.ts';
import { showSecrets } from '../../parts/show-secrets.tsx';
import { useAction } from '../../parts/use-action.ts';
import type { Organization } from './people-query.ts';

const graces = [
  { value: '0', label: 'At once' },
  { value: '1', label: 'After an hour' },
  { value: '24', label: 'After a day' },
  { value: '168', label: 'After a week' },
];

/** Rotates the Organization secret; the one before can go on for a while, so that no program breaks. */
export function OrganizationSecret({ organization: { oldSecretUntilDate } }: { organization: Organization }) {
  const [grace, setGrace] = useState('24');
  const rotate = useAction({
    run: async () => {
      const stops = graces.find(({ value }) => value === grace)?.label.toLowerCase();
      const agreed = await confirm({
        title: 'A new Organization secret?',
        body: `Every program of the organisation sends this secret. The one before stops ${stops}.`,
        confirmLabel: 'Make a new secret',
        destructive: grace === '0',
      });
      if (!agreed) return;
      const body = { graceHours: Number(grace) };
      const { secret } = await answerOf(api.POST('/elements/api-v2/organizations/me/secret', { body }));
      await showSecrets({
        title: 'The new Organization secret',
        secrets: [{ label: 'Organization secret', value: secret }],
      });
    },
    failed: 'The secret was not changed',
    changes: [['organization']],
  });
  return (
    <Card>
      <Stack maw={480}>
        <Title order={2} size="h4">
          Organization secret
        </Title>
        <Text size="sm" c="dimmed">
          Programs send it with every call, together with the User secret of somebody. It is never shown again; when it
          is lost or has come into wrong hands, make a new one.
        </Text>
        {oldSecretUntilDate !== null && (
          <Alert color="yellow" icon={<IconClock aria-hidden />}>
            The secret before is taken until {printInstant(oldSecretUntilDate)}.
          </Alert>
        )}
        <Group align="flex-end">
          <NativeSelect
            label="The secret before stops"
            data={graces}
            value={grace}
            onChange={(event) => setGrace(event.currentTarget.value)}
          />
          <Button
            variant="default"
            leftSection={<IconKey size={16} aria-hidden />}
            onClick={() => rotate.mutate()}
            loading={rotate.isPending}
          >
            New secret
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
