import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { printNumber } from '../../../parts/format.ts';
import { QueryState } from '../../../parts/query-state.tsx';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { noticesQuery, type Notice } from '../instance-queries.ts';

const atFirst = 5;
const most = 100;

/** What the server had to tell of the instance, newest first. */
export function RecentNotices({ instanceId }: { instanceId: number }) {
  const [size, setSize] = useState(atFirst);
  const query = useQuery(noticesQuery(instanceId, size));
  return (
    <Card component="section" aria-labelledby="notices">
      <Title order={2} size="h4" id="notices" mb="sm">
        Notices
      </Title>
      <QueryState query={query} what="the notices" rows={3}>
        {({ data, total }) =>
          data.length === 0 ? (
            <Text c="dimmed">
              None. What is out of the ordinary in polls, webhooks and reconciliations is noted here.
            </Text>
          ) : (
            <Stack gap="md" align="flex-start">
              {data.map((notice) => (
                <OneNotice key={notice.id} notice={notice} />
              ))}
              {total !== null && total > data.length && size < most && (
                <Button variant="default" size="xs" onClick={() => setSize(most)}>
                  Show more of {printNumber(total)}
                </Button>
              )}
            </Stack>
          )
        }
      </QueryState>
    </Card>
  );
}

function OneNotice({ notice }: { notice: Notice }) {
  return (
    <div>
      <Group gap="xs" mb={2}>
        <Badge color="gray">{notice.kind}</Badge>
        {notice.resource && <Text size="sm">{notice.resource}</Text>}
        <Text size="sm" c="dimmed">
          <RelativeTime iso={notice.createdDate} />
        </Text>
      </Group>
      <Text size="sm" className="wrap-anywhere">
        {notice.message}
      </Text>
    </div>
  );
}
