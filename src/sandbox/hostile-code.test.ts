import { afterAll, describe, expect, test } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import type { JsonValue } from '../lib/json.ts';
import { hookLimits, type HookResult } from './hook-run.ts';
import { createSandbox } from './sandbox.ts';

const sandbox = createSandbox({ clock: systemClock, threads: 1 });
afterAll(() => sandbox.close());

const run = (code: string, variables: Record<string, JsonValue> = {}) =>
  sandbox.run({ owner: 'tests', code, legacy: false, variables });
const valueOf = async (code: string) => {
  const outcome = await run(code);
  return outcome.kind === 'result' ? outcome.value : outcome;
};

test('code that never ends is ended, whatever it does, and the next run is well', async () => {
  const endless = [
    'while (true) {}',
    'for (;;) { try { while (true) {} } catch {} finally { continue; } }',
    '(function f() { Promise.resolve().then(f); })()',
    '/^(a+)+$/.test("a".repeat(40) + "b")',
    'throw { get message() { while (true) {} } }',
    'const a = []; while (true) a.push(new Array(1e5).fill("x"))',
  ];
  const own = createSandbox({ clock: systemClock, threads: endless.length });
  const outcomes = await Promise.all(
    endless.map((code) => own.run({ owner: 'tests', code, legacy: false, variables: {} })),
  );
  const reasons = outcomes.map((outcome) => outcome.kind === 'failure' && outcome.reason);
  expect(reasons.slice(0, -1)).toEqual(endless.slice(1).map(() => 'timeout'));
  // Whether memory or time is over first is a matter of the machine.
  expect(['memory', 'timeout']).toContain(reasons.at(-1));
  const next = await Promise.all(
    endless.map(() => own.run({ owner: 'tests', code: 'done(1)', legacy: false, variables: {} })),
  );
  expect(next.map(({ kind }) => kind)).toEqual(endless.map(() => 'result'));
  await own.close();
});

test.each([
  ['one large list', '"x".repeat(1e8).split("")', ['memory']],
  ['recursion', 'const f = () => f() + 1; f()', ['stack']],
  ['recursion in a built-in function', 'const f = () => [1].map(f); f()', ['stack']],
  ['nested JSON', 'JSON.parse("[".repeat(1e6))', ['stack']],
  ['nested code', 'new Function("(".repeat(2e5))', ['stack', 'syntax', 'thrown']],
  ['a large result', 'done("x".repeat(9e6))', ['output']],
])('%s is stopped, and the next run is well', async (_name, code, reasons) => {
  const outcome = await run(code);
  expect(outcome.kind === 'failure' && reasons).toContain(outcome.kind === 'failure' && outcome.reason);
  expect(await valueOf('done("well")')).toBe('well');
});

test('too much input is refused before anything runs', async () => {
  const text = 'x'.repeat(hookLimits.inputBytes);
  expect(await run('done(text.length)', { text })).toMatchObject({ kind: 'failure', reason: 'input' });
  expect(await run('done(1)', { text })).toMatchObject({ kind: 'result' });
});

test('code finds no process, module, network, timer or host object', async () => {
  const names = ['process', 'fetch', 'XMLHttpRequest', 'setTimeout', 'setInterval', 'setImmediate', 'WebAssembly'];
  const more = ['Buffer', 'module', 'exports', '__dirname', 'std', 'os', 'SharedArrayBuffer', 'Worker', 'navigator'];
  const code = `const world = CE.constructor.constructor('return this')();
    done([world === globalThis, ...${JSON.stringify([...names, ...more])}.filter((name) => name !== 'SharedArrayBuffer' && name in world)])`;
  expect(await valueOf(code)).toEqual([true]);
  for (const reach of ['require("fs")', 'process.exit()', 'setTimeout(done, 1)', 'import("fs").then(done)']) {
    expect(await run(reach)).toMatchObject({ kind: 'failure' });
  }
  expect(await valueOf('done(done.constructor.constructor("return typeof process")())')).toBe('undefined');
});

test('code that changes built-in objects changes them for itself alone', async () => {
  const tamper = `Object.prototype.evil = 1; Array.prototype.map = null; JSON.parse = JSON.stringify = () => 'evil';
    Promise.prototype.then = () => {}; globalThis.leak = 1; String.prototype.toJSON = () => 'evil'; done({ a: 1 })`;
  expect((await run(tamper)).kind).toBe('result');
  const untouched = 'done([{}.evil === undefined, [1].map((n) => n + 1), typeof leak, JSON.parse("[1]")])';
  expect(await valueOf(untouched)).toEqual([true, [2], 'undefined', [1]]);
});

test('code that calls what belongs to the runner gets nowhere', async () => {
  expect(await valueOf('done(typeof call + typeof run)')).toBe('undefinedundefined');
  expect(await run('} } finally {} done(1); async function g() { {')).toMatchObject({ reason: 'syntax' });
  expect((await run('}}); (async function () {{ done(1)')).kind).toBe('failure');
  expect(await valueOf('done("well")')).toBe('well');
});

describe('an event hook', () => {
  const attached = { eventHeaders: { 'x-kind': 'push' }, eventId: '5' };
  const runEvent = (code: string) =>
    sandbox.run({ owner: 'tests', code, legacy: false, variables: { events: { a: 1 } }, attached });

  test('whose result never ends is stopped, and the next one is well', async () => {
    const endless = [
      'done({ get events() { while (true) {} } })',
      'done({ events: [{ toJSON() { while (true) {} } }] })',
      'const p = new Proxy([], { get: (t, k) => (k === "length" ? 1e9 : p) }); done({ events: p })',
    ];
    const own = createSandbox({ clock: systemClock, threads: endless.length });
    const outcomes = await Promise.all(
      endless.map((code) => own.run({ owner: 'tests', code, legacy: false, variables: { events: {} }, attached })),
    );
    await own.close();
    expect(outcomes.slice(0, 2)).toMatchObject([{ reason: 'timeout' }, { reason: 'timeout' }]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(endless.map(() => 'failure'));
    expect(await runEvent('done(events.a)')).toMatchObject({ kind: 'result', value: 1 });
  });

  test('may call done as often as it likes: the first result counts', async () => {
    const code = 'for (let n = 0; n < 1e6; n++) done({ events: [], n })';
    expect(await runEvent(code)).toMatchObject({ kind: 'result', value: { n: 0 } });
  });

  test('finds nothing behind its headers', async () => {
    const code = `const { eventHeaders } = events;
      eventHeaders['x-other'] = 'mine';
      done([eventHeaders['X-KIND'], eventHeaders.constructor === Object, eventHeaders['X-Other'], typeof eventHeaders.process])`;
    expect(await runEvent(code)).toMatchObject({ value: ['push', true, 'mine', 'undefined'] });
  });

  test('leaves nothing behind: neither in the world of the next one, nor in chance', async () => {
    await runEvent(
      "globalThis.kept = events; Array.prototype.map = null; Math.random = () => 0.5; done(_.set({}, 'a', 1))",
    );
    const next = (await runEvent('done([typeof kept, [1].map((n) => n), Math.random(), _.random(1e9)])')) as HookResult;
    const after = (await runEvent(
      'done([typeof kept, [1].map((n) => n), Math.random(), _.random(1e9)])',
    )) as HookResult;
    expect(next.value).toEqual(['undefined', [1], expect.any(Number), expect.any(Number)]);
    expect(after.value).not.toEqual(next.value);
  });
});
