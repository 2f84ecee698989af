import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../../api/client.ts';
import { ErrorState } from '../../../parts/error-state.tsx';
import { useAction } from '../../../parts/use-action.ts';
import { ReplayFields } from './replay-fields.tsx';
import { emptyReplayForm, replayChecks, toReplayRequest } from './replay-form.ts';
import { ReplayProgress } from './replay-progress.tsx';
import { isUnderWay, type Replay } from './replay-words.ts';

interface ReplayDialogProps {
  instanceId: number;
  onClose: () => void;
}

/** Asks which events are to be sent again, and where; then shows how that goes. */
export function ReplayDialog({ instanceId, onClose }: ReplayDialogProps) {
  const [initialValues] = useState(() => emptyReplayForm(Date.now()));
  const form = useForm({ initialValues, validate: replayChecks });
  const start = useAction({
    run: (body: ReturnType<typeof toReplayRequest>) =>
      answerOf(api.POST('/elements/api-v2/instances/{id}/replays', { params: { path: { id: instanceId } }, body })),
    failed: false,
    changes: [['replays', instanceId]],
  });
  return (
    <Modal opened onClose={onClose} title="Replay events" size="lg">
      {start.data ? (
        <Started instanceId={instanceId} replay={start.data} onClose={onClose} />
      ) : (
        <form onSubmit={form.onSubmit((values) => start.mutate(toReplayRequest(values)))}>
          <Stack>
            <ReplayFields instanceId={instanceId} form={form} />
            {start.error && <ErrorState error={start.error} title="The replay was not started" />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={start.isPending}>
                Start the replay
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

const lookEveryMs = 700;

function Started({ instanceId, replay, onClose }: ReplayDialogProps & { replay: Replay }) {
  const path = { id: instanceId, replayId: replay.id };
  const { data } = useQuery({
    queryKey: ['replays', instanceId, 'one', replay.id],
    queryFn: () => answerOf(api.GET('/elements/api-v2/instances/{id}/replays/{replayId}', { params: { path } })),
    initialData: replay,
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : lookEveryMs),
  });
  return (
    <Stack>
      <output>
        {isUnderWay(data)
          ? `Replay ${data.id} is under way. It goes on when this is closed; the tab of replays shows it.`
          : `Replay ${data.id} is ${data.status}.`}
      </output>
      <ReplayProgress replay={data} />
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </Stack>
  );
}
