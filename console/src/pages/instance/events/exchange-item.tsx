import { Accordion, Group, Stack, Tabs, Text } from '@mantine/core';
import type { components } from '../../../api/openapi-types.ts';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { parsed } from './changed-values.ts';
import { HeaderList } from './header-list.tsx';
import { LazyJson } from './lazy-json.tsx';

type Exchange = components['schemas']['DeliveryAttempt'];

interface ExchangeItemProps {
  /** Another one for each item of the list; it becomes part of an id. */
  value: string;
  /** From 1 on: the server begins anew when what waited is sent again, the list goes on. */
  number: number;
  exchange: Exchange;
  /** What every attempt sends; undefined: it is too long to be shown. */
  body: string | undefined;
}

/** One attempt: what was sent, and what was answered. */
export function ExchangeItem({ value, number, exchange, body }: ExchangeItemProps) {
  const { startedDate, durationMs, outcome, detail, request, response } = exchange;
  const delivered = outcome === 'delivered';
  return (
    <Accordion.Item value={value}>
      <Accordion.Control>
        <Group gap="xs">
          <StatusBadge tone={delivered ? 'good' : 'bad'}>
            {response ? `HTTP ${response.status}` : delivered ? 'Acknowledged' : 'No answer'}
          </StatusBadge>
          <Text size="sm">
            Attempt {number} · <RelativeTime iso={startedDate} /> · {durationMs} ms
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        {detail && (
          <Text size="sm" mb="xs" className="wrap-anywhere">
            {detail}
          </Text>
        )}
        <Tabs defaultValue="response" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="response">Response</Tabs.Tab>
            <Tabs.Tab value="request">Request</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="request" pt="sm">
            <Stack gap="sm">
              <Text size="sm" ff="monospace" className="wrap-anywhere">
                POST {request.url}
              </Text>
              <HeaderList headers={request.headers} label="Headers of the request" />
              {body === undefined ? (
                <Text size="sm" c="dimmed">
                  The body is longer than 1 MB and is not shown here.
                </Text>
              ) : (
                <LazyJson value={parsed(body)} label="Body of the request" maxHeight="20rem" />
              )}
            </Stack>
          </Tabs.Panel>
          <Tabs.Panel value="response" pt="sm">
            <Answer response={response} />
          </Tabs.Panel>
        </Tabs>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Answer({ response }: { response: Exchange['response'] }) {
  if (!response)
    return (
      <Text size="sm" c="dimmed">
        There was no answer.
      </Text>
    );
  return (
    <Stack gap="sm">
      <Text size="sm" ff="monospace">
        HTTP {response.status}
      </Text>
      <HeaderList headers={response.headers} label="Headers of the response" />
      {response.body ? (
        <LazyJson value={parsed(response.body)} label="Body of the response" maxHeight="20rem" />
      ) : (
        <Text size="sm" c="dimmed">
          The answer had no body.
        </Text>
      )}
    </Stack>
  );
}
