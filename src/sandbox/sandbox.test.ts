import { afterAll, describe, expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { systemClock } from '../lib/clock.ts';
import type { JsonValue } from '../lib/json.ts';
import { hookLimits } from './hook-run.ts';
import { createSandbox } from './sandbox.ts';

const sandbox = createSandbox({ clock: systemClock, threads: 1 });
afterAll(() => sandbox.close());

const run = (code: string, variables: Record<string, JsonValue> = {}, legacy = false) =>
  sandbox.run({ owner: 'tests', code, legacy, variables });
const valueOf = async (code: string, variables?: Record<string, JsonValue>, legacy?: boolean) => {
  const outcome = await run(code, variables, legacy);
  return outcome.kind === 'result' ? outcome.value : outcome;
};

describe('the result', () => {
  test('is what the first call of done is given, as JSON', async () => {
    expect(await valueOf('done({ a: [1, undefined], b: undefined }); done(2)')).toEqual({ a: [1, null] });
    expect(await valueOf('done()')).toBeNull();
    expect(await valueOf('done({ list }); throw new Error("too late")', { list: [1] })).toEqual({ list: [1] });
    expect(await valueOf('done(1); while (true) {}')).toBe(1);
  });

  test('may come from a promise', async () => {
    expect(await valueOf('Promise.resolve(3).then(done)')).toBe(3);
    expect(await valueOf('const n = await Promise.resolve(4); done(n)')).toBe(4);
  });

  test('of legacy code is what it returns, and nothing where it returns nothing', async () => {
    expect(await valueOf('return { a: 1 }', {}, true)).toEqual({ a: 1 });
    expect(await valueOf('if (1) return;', {}, true)).toBeNull();
    expect(await valueOf('const all = getArray(); all.add(1); return { all }', {}, true)).toEqual({ all: [1] });
    expect(await valueOf('done(5)', {}, true)).toBe(5);
  });

  test('tells what was deleted from an object that was given', async () => {
    const code = 'delete headers.b; headers.c = 3; done({ headers, list })';
    expect(await valueOf(code, { headers: { a: 1, b: 2 }, list: [1] })).toEqual({
      headers: { a: 1, b: null, c: 3 },
      list: [1],
    });
  });
});

describe('the code', () => {
  test('sees its variables, may declare their names again, and changes nothing but its own copies', async () => {
    const variables = { request: { a: 1 }, other: null };
    expect(await valueOf('request.a = 2; done([request, other])', variables)).toEqual([{ a: 2 }, null]);
    expect(await valueOf('let request = 5; done(request)', variables)).toBe(5);
    expect(await valueOf('var request = request || {}; done(request)', variables)).toEqual({ a: 1 });
    expect(variables.request).toEqual({ a: 1 });
  });

  test('is strict', async () => {
    expect(await valueOf('undeclared = 1; done()')).toMatchObject({ reason: 'thrown', line: 1 });
  });

  test('has the CE functions', async () => {
    expect(await valueOf('done([CE.md5("a"), CE.b64("ä"), CE.decode64(CE.b64("ä"))])')).toEqual([
      '0cc175b9c0f1b6a831c399e269772661',
      'w6Q=',
      'ä',
    ]);
    // RFC 4231, test case 2
    const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const code = `const text = 'what do ya want for nothing?';
      done([CE.hmac('sha256')('hex')('Jefe', text), CE.hmac('SHA256')('Base64')('Jefe', text), CE.hmacSha256Hex('Jefe', text),
        require('crypto').createHmac('sha256', 'Jefe').update('what do ya want ').update('for nothing?').digest('hex')])`;
    expect(await valueOf(code)).toEqual([hex, Buffer.from(hex, 'hex').toString('base64'), hex, hex]);
    expect(await valueOf('done([CE.randomString(), CE.randomEmail()])')).toEqual([
      expect.stringMatching(/^[a-z0-9]{10}$/),
      expect.stringMatching(/^[a-z0-9]{10}@example\.com$/),
    ]);
  });

  test('has lodash and moment, and no other module', async () => {
    expect(await valueOf('done(_.chunk([1, 2, 3], 2))')).toEqual([[1, 2], [3]]);
    const date = "require('moment').utc('2026-01-31T10:00:00Z').add(1, 'month').format('YYYY-MM-DD')";
    expect(await valueOf(`done([${date}, require('lodash').sum([1, 2])])`)).toEqual(['2026-02-28', 3]);
    expect(await valueOf("require('axios')")).toMatchObject({
      reason: 'thrown',
      message: expect.stringContaining('found "axios", allowed: "lodash", "moment", "crypto"') as string,
    });
  });

  test('writes a log that cannot grow without end', async () => {
    const log = await run('console.log({ a: 1 }, "x"); notify.email("me"); done()');
    expect(log.log).toEqual(['{"a":1} x', 'notify.email (not sent): me']);
    const flood = await run('for (let i = 0; i < 1000; i++) console.log(i); done()');
    expect(flood.log).toHaveLength(hookLimits.logLines + 1);
    expect(flood.log.at(-1)).toContain('left out');
  });
});

describe('an error', () => {
  test.each([
    ['let a = 1;\nlet b = ;', { reason: 'syntax', line: 2, column: 9 }],
    ['if (true) {\ndone()', { reason: 'syntax', line: 2 }],
    ['\n\n  throw new TypeError("bad")', { reason: 'thrown', line: 3, message: 'TypeError: bad' }],
    ['function f() {\n  missing();\n}\nf();', { reason: 'thrown', line: 2 }],
    ['await Promise.reject(new Error("no"))', { reason: 'thrown', message: 'Error: no' }],
    ['throw "a text"', { reason: 'thrown', message: 'a text' }],
    ['throw null', { reason: 'thrown', message: 'null' }],
    ['const a = {}; a.a = a; done(a)', { reason: 'thrown', message: 'TypeError: circular reference' }],
    [
      "CE.hmac('sha257')('hex')('k', 't')",
      { reason: 'thrown', message: expect.stringContaining('"sha257"') as string },
    ],
    ['CE.md5(5)', { reason: 'thrown', message: 'TypeError: CE.md5: expected a text, found number' }],
    ['const a = 1;', { reason: 'noResult' }],
    ['new Promise(() => {}).then(done)', { reason: 'noResult' }],
    ['await new Promise(() => {})', { reason: 'noResult' }],
  ])('in %j is told with its place', async (code, expected) => {
    expect(await run(code)).toMatchObject({ kind: 'failure', ...expected });
  });
});

test('a run that cannot be interrupted is ended with its thread, and the others go on', async () => {
  const own = createSandbox({ clock: { now: () => 0, sleep: () => Promise.resolve() }, threads: 1 });
  const first = own.run({ owner: 'tests', code: 'while (true) {}', legacy: false, variables: {} });
  expect(await first).toMatchObject({ kind: 'failure', reason: 'timeout' });
  await own.close();
});

test('runs wait for a thread, and a closed sandbox refuses those that wait', async () => {
  const own = createSandbox({ clock: systemClock, threads: 1 });
  const outcomes = await Promise.all(
    [1, 2, 3].map((n) => own.run({ owner: 'tests', code: 'done(n)', legacy: false, variables: { n } })),
  );
  expect(outcomes.map((outcome) => outcome.kind === 'result' && outcome.value)).toEqual([1, 2, 3]);
  const running = own.run({ owner: 'tests', code: 'while (true) {}', legacy: false, variables: {} }).catch(String);
  const waiting = own.run({ owner: 'tests', code: 'done(1)', legacy: false, variables: {} }).catch(String);
  await own.close();
  expect(await waiting).toContain('closed');
  expect(await running).toContain('ended');
  await expect(own.run({ owner: 'tests', code: 'done(1)', legacy: false, variables: {} })).rejects.toThrow('closed');
});

test('a run does not wait for all that another owner has sent', async () => {
  const own = createSandbox({ clock: systemClock, threads: 1 });
  const ended: string[] = [];
  const run = async (owner: string) => {
    await own.run({ owner, code: 'done()', legacy: false, variables: {} });
    ended.push(owner);
  };
  await Promise.all(['many', 'many', 'many', 'many', 'one'].map(run));
  expect(ended).toEqual(['many', 'many', 'one', 'many', 'many']);
  await own.close();
});

test('code that ran out of time three times in a row is not run any more', async () => {
  const own = createSandbox({ clock: { now: () => 0, sleep: () => Promise.resolve() }, threads: 1 });
  const reasons: unknown[] = [];
  for (let n = 0; n < 4; n++) {
    const outcome = await own.run({ owner: 'tests', code: 'while (true) {}', legacy: false, variables: {} });
    reasons.push(outcome.kind === 'failure' && outcome.reason);
  }
  expect(reasons).toEqual(['timeout', 'timeout', 'timeout', 'resting']);
  await own.close();
});

test('a run that finds no thread for too long, or too many before it, is told so', async () => {
  const clock = createManualClock();
  const own = createSandbox({ clock, threads: 1 });
  const run = { owner: 'slow', code: 'while (true) {}', legacy: false, variables: {} };
  const running = own.run(run).catch(String);
  const waiting = Array.from({ length: hookLimits.waitingRuns }, () => own.run(run));
  expect(await own.run(run)).toMatchObject({ reason: 'busy', message: '200 runs wait already' });
  await clock.advance(0);
  clock.set(clock.now() + hookLimits.waitMs - 1);
  await clock.advance(1);
  const outcomes = await Promise.all(waiting);
  expect(new Set(outcomes.map((outcome) => outcome.kind === 'failure' && outcome.reason))).toEqual(new Set(['busy']));
  await own.close();
  await running;
});
