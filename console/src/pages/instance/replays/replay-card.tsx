import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { answerOf, api } from '../../../api/client.ts';
import { useMayWrite } from '../../../api/use-session.ts';
import { confirm } from '../../../parts/confirm.tsx';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { useAction } from '../../../parts/use-action.ts';
import { ReplayProgress } from './replay-progress.tsx';
import { isUnderWay, replayFilter, replayStatus, type Replay } from './replay-words.ts';

interface ReplayCardProps {
  instanceId: number;
  replay: Replay;
}

/** One replay: what it sends where, how far it has come, and what can be done with it. */
export function ReplayCard({ instanceId, replay }: ReplayCardProps) {
  const { tone, word } = replayStatus(replay);
  return (
    <Paper p="md" component="article" aria-label={`Replay ${replay.id}`}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Text fw={650}>Replay {replay.id}</Text>
            <StatusBadge tone={tone}>{word}</StatusBadge>
          </Group>
          <Text size="sm" c="dimmed">
            Asked for <RelativeTime iso={replay.createdDate} />
          </Text>
        </Group>
        <Text size="sm" className="wrap-anywhere">
          {replayFilter(replay.filter)} →{' '}
          <Text span ff="monospace" inherit>
            {replay.url}
          </Text>
        </Text>
        <ReplayProgress replay={replay} />
        <ReplayActions instanceId={instanceId} replay={replay} />
      </Stack>
    </Paper>
  );
}

function ReplayActions({ instanceId, replay }: ReplayCardProps) {
  const mayWrite = useMayWrite();
  const path = { id: instanceId, replayId: replay.id };
  const changes = [['replays', instanceId]];
  const cancel = useAction({
    run: () => answerOf(api.DELETE('/elements/api-v2/instances/{id}/replays/{replayId}', { params: { path } })),
    done: `Replay ${replay.id} was cancelled.`,
    failed: 'The replay could not be cancelled',
    changes,
  });
  const resume = useAction({
    run: () =>
      answerOf(api.POST('/elements/api-v2/instances/{id}/replays/{replayId}/resume', { params: { path }, body: {} })),
    done: `Replay ${replay.id} goes on where it stopped.`,
    failed: 'The replay could not go on',
    changes,
  });
  const ask = async () => {
    const yes = await confirm({
      title: `Cancel replay ${replay.id}?`,
      body: 'Nothing more is sent, but what is on its way at this moment. What was sent stays sent. A cancelled replay cannot go on.',
      confirmLabel: 'Cancel the replay',
    });
    if (yes) cancel.mutate();
  };
  const stoppable = isUnderWay(replay) || replay.status === 'failed';
  if (!mayWrite || !stoppable) return null;
  return (
    <Group gap="xs">
      {replay.status === 'failed' && (
        <Button size="xs" loading={resume.isPending} onClick={() => resume.mutate()}>
          Resume
        </Button>
      )}
      <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => void ask()}>
        Cancel …
      </Button>
    </Group>
  );
}
