import { expect, onTestFinished, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createLog } from '../lib/log.ts';
import type { OverduePoll } from '../store/report-overdue-polls.ts';
import { startOverdueWatch } from './overdue-polls.ts';

const overdue: OverduePoll = { instanceId: 7, resource: 'contacts', why: 'notRun', dueAt: 1, startedAt: null };

function watch(answers: (OverduePoll[] | Error)[]) {
  const clock = createManualClock(0);
  const looks: number[] = [];
  const errors: unknown[][] = [];
  const log = { ...createLog('silent'), error: (...words: unknown[]) => void errors.push(words) } as ReturnType<
    typeof createLog
  >;
  const reportOverduePolls = (now: number) => {
    looks.push(now);
    const answer = answers.shift() ?? [];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const watching = startOverdueWatch({ clock, log, reportOverduePolls });
  onTestFinished(() => watching.stop());
  return { clock, looks, errors, watching };
}

test('it looks once a minute, and not before the first has passed', async () => {
  const { clock, looks } = watch([]);
  await clock.advance(59_999);
  expect(looks).toEqual([]);
  await clock.advance(120_001);
  expect(looks).toEqual([60_000, 120_000, 180_000]);
});

test('what it finds is told in one line of the log', async () => {
  const { clock, errors } = watch([[overdue, { ...overdue, resource: 'deals' }]]);
  await clock.advance(120_000);
  expect(errors).toMatchObject([
    [
      { count: 2, instances: 1, polls: [{ resource: 'contacts', why: 'notRun' }, { resource: 'deals' }] },
      'polls are overdue',
    ],
  ]);
});

test('a database that is away is told, and the next look is taken', async () => {
  const { clock, looks, errors } = watch([new Error('away'), []]);
  await clock.advance(120_000);
  expect(errors).toHaveLength(1);
  expect(looks).toHaveLength(2);
});

test('stopped, it looks no more', async () => {
  const { clock, looks, watching } = watch([]);
  await watching.stop();
  await clock.advance(600_000);
  expect(looks).toEqual([]);
});
