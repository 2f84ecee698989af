import { Progress, Stack, Text } from '@mantine/core';
import { printCount, printNumber } from '../../../parts/format.ts';
import { replayProgress, type Replay } from './replay-words.ts';

/** How far a replay has come. */
export function ReplayProgress({ replay }: { replay: Replay }) {
  const { counts, error, lastFailure, id } = replay;
  const percent = replayProgress(replay);
  return (
    <Stack gap={4}>
      <Progress.Root size="lg">
        <Progress.Section
          value={percent}
          color={replay.status === 'failed' ? 'red' : undefined}
          withAria
          aria-label={`Progress of replay ${id}`}
        />
      </Progress.Root>
      <Text size="sm" className="tabular">
        {printNumber(counts.delivered)} of {printCount(counts.found, 'notification')} delivered
        {counts.pending > 0 && `, ${printNumber(counts.pending)} to come`}
        {counts.skipped > 0 && `, ${printNumber(counts.skipped)} no longer kept`}
        {counts.givenUp > 0 && `, ${printNumber(counts.givenUp)} given up`}
      </Text>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" className="wrap-anywhere">
          {error.message}
        </Text>
      )}
      {!error && lastFailure && (
        <Text size="sm" className="wrap-anywhere">
          Last error: {lastFailure.detail ?? `HTTP ${lastFailure.statusCode}`}
        </Text>
      )}
    </Stack>
  );
}
