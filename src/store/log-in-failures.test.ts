import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../test/kit/database.ts';
import { admitLogIn, forgetLogInFailures, keepLogInFailure, logInLimits } from './log-in-failures.ts';

const { windowMs, ofName, ofNetwork, longestCheckMs } = logInLimits;

async function emptyDatabase() {
  const database = await createTestDatabase();
  onTestFinished(() => database.close());
  const { db } = database;
  const enter = (name: string, network: string, now: number) => admitLogIn(db, { name, network, now });
  const fail = async (name: string, network: string, now: number) => {
    const admission = await enter(name, network, now);
    if (admission.kind === 'admitted') await keepLogInFailure(db, admission.id);
    return admission.kind;
  };
  return { db, enter, fail };
}

test('so many log-ins may fail in a window of time, by name and by place', async () => {
  const { fail, enter } = await emptyDatabase();
  for (let n = 0; n < ofName; n++) expect(await fail('ada', `network ${n}`, 1_000 + n)).toBe('admitted');
  expect(await enter('ada', 'elsewhere', 2_000)).toEqual({ kind: 'throttled', retryAt: 1_000 + windowMs });
  expect(await fail('bob', 'elsewhere', 2_000)).toBe('admitted');
  expect(await fail('ada', 'elsewhere', 1_000 + windowMs)).toBe('admitted');

  const later = 3_000 + 3 * windowMs;
  for (let n = 0; n < ofNetwork; n++) await fail(`name ${n}`, 'one place', later + n);
  expect(await enter('somebody', 'one place', later + 100)).toEqual({ kind: 'throttled', retryAt: later + windowMs });
  expect(await fail('somebody', 'another', later + 100)).toBe('admitted');
  expect(await fail('somebody', 'one place', later + windowMs)).toBe('admitted');
});

test('tries at the same moment are counted, and make the others wait until it is known how they end', async () => {
  const { db, enter } = await emptyDatabase();
  const together = await Promise.all(Array.from({ length: ofName + 4 }, (_, n) => enter('ada', `network ${n}`, 1_000)));
  const ids = together.flatMap((admission) => (admission.kind === 'admitted' ? [admission.id] : []));
  expect(ids).toHaveLength(ofName);
  expect(together.filter(({ kind }) => kind === 'busy')).toHaveLength(4);
  const [right = 0, ...wrong] = ids;
  for (const id of wrong.slice(1)) await keepLogInFailure(db, id);
  expect(await enter('ada', 'elsewhere', 2_000)).toEqual({ kind: 'busy' });

  // The right password forgets what failed before, and not what is still being checked.
  await forgetLogInFailures(db, { id: right, name: 'ada' });
  expect(await db.selectFrom('log_in_failures').select('id').execute()).toEqual([{ id: wrong[0] }]);
});

test('a check that never ends, as its process was killed, has failed after a while', async () => {
  const { enter } = await emptyDatabase();
  for (let n = 0; n < ofName; n++) await enter('ada', 'one place', 1_000);
  expect(await enter('ada', 'one place', 999 + longestCheckMs)).toEqual({ kind: 'busy' });
  const throttled = { kind: 'throttled', retryAt: 1_000 + windowMs };
  expect(await enter('ada', 'one place', 1_000 + longestCheckMs)).toEqual(throttled);
});
