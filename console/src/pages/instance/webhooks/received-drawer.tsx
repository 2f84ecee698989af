import { Alert, Button, Code, Drawer, Group, List, Stack, Table, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api, answerOf } from '../../../api/client.ts';
import type { components } from '../../../api/openapi-types.ts';
import { useMayWrite } from '../../../api/use-session.ts';
import { JsonView } from '../../../parts/code-editor/json-view.tsx';
import { Instant } from '../../../parts/instant.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { useAction } from '../../../parts/use-action.ts';
import { instanceKey } from '../instance-queries.ts';
import { readBody } from './read-body.ts';
import { webhookQuery } from './webhook-queries.ts';
import { becameInWords, webhookLooks } from './webhook-words.ts';

type WholeWebhook = components['schemas']['WebhookWithBody'];

interface ReceivedDrawerProps {
  instanceId: number;
  webhookId: number;
  onClose: () => void;
}

/** One webhook: what came, and what became of it. */
export function ReceivedDrawer({ instanceId, webhookId, onClose }: ReceivedDrawerProps) {
  const query = useQuery(webhookQuery(instanceId, webhookId));
  return (
    <Drawer opened onClose={onClose} position="right" size="min(48rem, 100%)" title={`Webhook ${webhookId}`}>
      <QueryState query={query} what="the webhook" rows={8}>
        {(webhook) => <Whole instanceId={instanceId} webhook={webhook} />}
      </QueryState>
    </Drawer>
  );
}

function Whole({ instanceId, webhook }: { instanceId: number; webhook: WholeWebhook }) {
  const { tone, word } = webhookLooks[webhook.status];
  const mayWrite = useMayWrite();
  const retry = useAction({
    run: () =>
      answerOf(
        api.POST('/elements/api-v2/instances/{id}/webhooks/{webhookId}/retry', {
          params: { path: { id: instanceId, webhookId: webhook.id } },
          body: {},
        }),
      ),
    done: 'It is worked on again.',
    failed: 'It could not be retried',
    changes: [instanceKey(instanceId)],
  });
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="sm">
          <StatusBadge tone={tone}>{word}</StatusBadge>
          <Text size="sm">
            <Instant iso={webhook.receivedDate} />
          </Text>
        </Group>
        {mayWrite && webhook.status === 'failed' && (
          <Button
            size="xs"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={retry.isPending}
            onClick={() => retry.mutate()}
          >
            Retry
          </Button>
        )}
      </Group>
      {webhook.error && (
        <Alert color="red" title={webhook.error.code} className="wrap-anywhere">
          {webhook.error.message}
        </Alert>
      )}
      <Outcome webhook={webhook} />
      <Pairs title="Headers" pairs={webhook.headers} />
      <Pairs title="Query" pairs={webhook.query} />
      <Body webhook={webhook} />
    </Stack>
  );
}

function Outcome({ webhook }: { webhook: WholeWebhook }) {
  const { decisions = [], remarks = [], log = [] } = webhook.outcome ?? {};
  return (
    <section aria-label="What became of it">
      {!webhook.error && <Text>{becameInWords(webhook)}</Text>}
      {decisions.length > 0 && (
        <List size="sm" mt="xs">
          {decisions.map(({ resource, recordId, outcome, why }, index) => (
            <List.Item key={`${index} ${recordId}`}>
              {resource} {recordId}: {outcome}
              {why && ` (${why})`}
            </List.Item>
          ))}
        </List>
      )}
      {[...remarks, ...log].length > 0 && (
        <Code block mt="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {[...remarks, ...log].join('\n')}
        </Code>
      )}
    </section>
  );
}

function Pairs({ title, pairs }: { title: string; pairs: Record<string, string> }) {
  const entries = Object.entries(pairs);
  if (entries.length === 0) return null;
  return (
    <section>
      <Title order={3} size="h6">
        {title}
      </Title>
      <Table aria-label={title} verticalSpacing={4} horizontalSpacing="xs" fz="xs">
        <Table.Tbody>
          {entries.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td className="wrap-anywhere">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Body({ webhook }: { webhook: WholeWebhook }) {
  const body = readBody(webhook);
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        Body
      </Title>
      {body.kind === 'json' && <JsonView value={body.value} label="Body of the webhook" maxHeight="28rem" />}
      {body.kind === 'text' && (
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {body.text}
        </Code>
      )}
      {body.kind === 'none' && <Text c="dimmed">{body.why}</Text>}
    </section>
  );
}
