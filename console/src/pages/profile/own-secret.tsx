import { Button, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { answerOf, api } from '../../api/client.ts';
import { confirm } from '../../parts/confirm.tsx';
import { showSecrets } from '../../parts/show-secrets.tsx';
import { useAction } from '../../parts/use-action.ts';

/** Rotates the own User secret. */
export function OwnSecret() {
  const rotate = useAction({
    run: async () => {
      const agreed = await confirm({
        title: 'A new User secret?',
        body: 'The secret before is refused at once: programs that send it stop working until they have the new one. You stay signed in.',
        confirmLabel: 'Make a new secret',
      });
      if (!agreed) return;
      const params = { path: { userId: 'me' } };
      const { secret } = await answerOf(api.POST('/elements/api-v2/users/{userId}/secret', { params }));
      await showSecrets({ title: 'Your new User secret', secrets: [{ label: 'User secret', value: secret }] });
    },
    failed: 'The secret was not changed',
  });
  return (
    <Card>
      <Stack>
        <Title order={2} size="h4">
          User secret
        </Title>
        <Text size="sm" c="dimmed">
          Programs that call the API in your name send it. It is never shown again; when it is lost or has come into
          wrong hands, make a new one.
        </Text>
        <Code block style={{ whiteSpace: 'pre-wrap' }}>
          {'Authorization: User <secret>, Organization <secret>'}
        </Code>
        <Group>
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
