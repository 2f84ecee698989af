import { Anchor, Button, Group, NativeSelect, Table, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api, answerOf } from '../../../api/client.ts';
import { useMayWrite } from '../../../api/use-session.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { printBytes, printCount } from '../../../parts/format.ts';
import { Pager } from '../../../parts/pager.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { useAction } from '../../../parts/use-action.ts';
import { textOf, useUrlState, wordOf } from '../../../parts/use-url-state.ts';
import { instanceKey, type Webhook } from '../instance-queries.ts';
import { ReceivedDrawer } from './received-drawer.tsx';
import { receivedQuery, webhookStatuses } from './webhook-queries.ts';
import { becameInWords, webhookLooks } from './webhook-words.ts';

/** The webhooks that came. */
export function ReceivedList({ instanceId }: { instanceId: number }) {
  const [{ status, page, webhook }, setUrl] = useUrlState((search) => ({
    status: wordOf(search, 'status', webhookStatuses),
    page: textOf(search, 'page'),
    webhook: textOf(search, 'webhook'),
  }));
  const query = useQuery(receivedQuery(instanceId, { status, nextPage: page }));
  return (
    <section aria-labelledby="received">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="received">
          Received webhooks
        </Title>
        <Group gap="xs">
          <NativeSelect
            aria-label="Status"
            size="xs"
            value={status ?? ''}
            data={[
              { value: '', label: 'All' },
              ...webhookStatuses.map((value) => ({ value, label: webhookLooks[value].word })),
            ]}
            onChange={({ currentTarget }) =>
              setUrl({ status: wordOf({ status: currentTarget.value }, 'status', webhookStatuses), page: undefined })
            }
          />
          {status === 'failed' && <RetryAll instanceId={instanceId} />}
        </Group>
      </Group>
      <QueryState query={query} what="the received webhooks">
        {({ data, nextPage, total }) =>
          data.length === 0 ? (
            <EmptyState title={status ? 'No webhook like this' : 'No webhook has come yet'} order={3}>
              {status ? 'Choose another status.' : 'As soon as the provider sends one, it stands here.'}
            </EmptyState>
          ) : (
            <>
              <ReceivedTable webhooks={data} onOpen={(id) => setUrl({ webhook: String(id) })} />
              <Pager
                token={page}
                nextPage={nextPage}
                total={total}
                noun="webhook"
                onPage={(token) => setUrl({ page: token }, { push: true })}
              />
            </>
          )
        }
      </QueryState>
      {webhook !== undefined && (
        <ReceivedDrawer
          instanceId={instanceId}
          webhookId={Number(webhook)}
          onClose={() => setUrl({ webhook: undefined })}
        />
      )}
    </section>
  );
}

function RetryAll({ instanceId }: { instanceId: number }) {
  const mayWrite = useMayWrite();
  const retry = useAction({
    run: () =>
      answerOf(
        api.POST('/elements/api-v2/instances/{id}/webhooks/retry', { params: { path: { id: instanceId } }, body: {} }),
      ),
    done: 'The failed webhooks are worked on again.',
    failed: 'They could not be retried',
    changes: [instanceKey(instanceId)],
  });
  if (!mayWrite) return null;
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
    >
      Retry all failed
    </Button>
  );
}

function ReceivedTable({ webhooks, onOpen }: { webhooks: Webhook[]; onOpen: (id: number) => void }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label="Received webhooks, newest first" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Received</Table.Th>
            <Table.Th>Webhook</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th>Became</Table.Th>
            <Table.Th>Proof</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {webhooks.map((webhook) => (
            <Table.Tr key={webhook.id}>
              <Table.Td>
                <RelativeTime iso={webhook.receivedDate} />
              </Table.Td>
              <Table.Td>
                <Anchor component="button" type="button" size="sm" onClick={() => onOpen(webhook.id)}>
                  {webhook.method} {webhook.id}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {webhook.contentType ?? 'no content type'}
                  {webhook.size !== null && `, ${printBytes(webhook.size)}`}
                </Text>
              </Table.Td>
              <Table.Td>
                <StatusBadge tone={webhookLooks[webhook.status].tone}>{webhookLooks[webhook.status].word}</StatusBadge>
                {webhook.attempts > 0 && (
                  <Text size="xs" c="dimmed">
                    {printCount(webhook.attempts, 'failed try', 'failed tries')}
                  </Text>
                )}
              </Table.Td>
              <Table.Td maw={360} className="wrap-anywhere">
                <Text size="sm">{becameInWords(webhook)}</Text>
              </Table.Td>
              <Table.Td>{webhook.verified ? 'proved' : 'address only'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
