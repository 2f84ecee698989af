import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import { createLog } from '../lib/log.ts';
import type { JsonRecord } from '../lib/json.ts';
import { Fault } from '../model/fault.ts';
import type { Instance } from '../model/instance.ts';
import type { ClaimedWebhook } from '../store/claim-received.ts';
import type { DeferredWebhook, FailedWebhook } from '../store/settle-received.ts';
import { leaseMs, runReceived, type RunReceivedDeps } from './run-received.ts';
import type { ReceivedBatchEntry } from './received-batch.ts';

const startMs = Date.UTC(2026, 0, 1);
const rules = [
  { when: [{ value: 'kind', is: 'poll' }], resource: 'rows', then: 'poll', delaySeconds: 10 },
  { when: [{ value: 'kind', is: 'late' }], resource: 'rows', id: 'id', then: 'fetch', delaySeconds: 10 },
  { when: [{ value: 'kind', is: 'thin' }], resource: 'rows', id: 'id', then: 'fetch' },
  { resource: 'notes', id: 'id' },
];
const connector = testConnector(
  { one: { request: { path: '/rows/{id}' } } },
  { webhooks: { verify: { kind: 'none' }, rules } },
);
const updated = { field: 'at', format: 'seconds', timezone: 'UTC' };
const polls = [
  { id: 3, received: true, definition: aPollDefinition({ resource: 'rows', url: '/hubs/general/rows', updated }) },
];
const configuration: Record<string, string> = { 'event.notification.enabled': 'true', 'event.vendor.type': 'both' };
const instance = { id: 9, organizationId: 1, connectorKey: 'sample', configuration } as Instance;

const webhook = (id: number, body: object, more: Partial<ClaimedWebhook> = {}): ClaimedWebhook => ({
  id,
  instance,
  fence: 1,
  identity: undefined,
  method: 'POST',
  query: {},
  headers: {},
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(body)),
  trusted: true,
  receivedAt: startMs,
  attempts: 0,
  ...more,
});

/** Works on webhooks; answers what was made of them. */
function bench(changed: Partial<RunReceivedDeps> = {}) {
  const clock = createManualClock(startMs);
  const taken: ReceivedBatchEntry[] = [];
  const deferred: DeferredWebhook[] = [];
  const failed: FailedWebhook[] = [];
  const released: number[] = [];
  const renewed: number[] = [];
  const read: string[] = [];
  const outcomes: string[] = [];
  const deps: RunReceivedDeps = {
    clock,
    random: () => 0,
    log: createLog('silent'),
    catalog: { find: () => Promise.resolve(connector) },
    runHook: () => Promise.reject(new Error('there is no hook')),
    readOne: (_account, _plan, id): Promise<JsonRecord | undefined> => {
      read.push(id);
      return Promise.resolve({ id, at: startMs / 1000 });
    },
    takeReceived: (entry) => {
      taken.push(entry);
      return Promise.resolve({ ...entry.outcome, decisions: [] });
    },
    deferReceived: (one) => Promise.resolve(void deferred.push(one)),
    failReceived: (one) => Promise.resolve(void failed.push(one)),
    releaseReceived: (claims) => Promise.resolve(void released.push(...claims.map(({ id }) => id))),
    renewReceived: (claims, leaseUntil) => Promise.resolve(void renewed.push(claims.length, leaseUntil)),
    onWorkedOn: (outcome) => outcomes.push(outcome),
    ...changed,
  };
  const stop = new AbortController();
  const run = (...webhooks: ClaimedWebhook[]) =>
    runReceived(deps, { instanceId: instance.id, webhooks, polls }, stop.signal);
  return { clock, taken, deferred, failed, released, renewed, read, outcomes, stop, run };
}

test('webhooks are handed over in the order in which they came, however long one takes', async () => {
  const answer = Promise.withResolvers<JsonRecord>();
  const { run, taken } = bench({ readOne: () => answer.promise });
  const running = run(webhook(1, { kind: 'thin', id: 1 }), webhook(2, { id: 'a' }), webhook(3, { id: 'b' }));
  answer.resolve({ id: 1, at: startMs / 1000 });
  await running;
  expect(taken.map((entry) => entry.webhook.id)).toEqual([1, 2, 3]);
});

test('webhooks of one record share one request', async () => {
  const { run, read, taken } = bench();
  await run(...[1, 2, 3].map((id) => webhook(id, { kind: 'thin', id: 5 })), webhook(4, { kind: 'thin', id: 6 }));
  expect(read).toEqual(['5', '6']);
  expect(taken.flatMap(({ items }) => items.map(({ recordId, fetched }) => [recordId, fetched]))).toEqual([
    ['5', true],
    ['5', true],
    ['5', true],
    ['6', true],
  ]);
});

test('a provider that is away defers its webhook alone, and the poll looks meanwhile, but is told only once', async () => {
  const retryAt = startMs + 60_000;
  const refused = new Fault('provider.throttled', 'too many requests', { retryAt });
  const { run, deferred, taken, outcomes } = bench({ readOne: () => Promise.reject(refused) });
  const thin = { kind: 'thin', id: 5 };
  await run(webhook(1, thin), webhook(2, { id: 'a' }), webhook(3, thin, { attempts: 7 }));
  expect(deferred).toMatchObject([
    { id: 1, nextAttemptAt: retryAt, polls: [3], fault: { code: 'provider.throttled' } },
    { id: 3, nextAttemptAt: startMs + 128_000, polls: [] },
  ]);
  expect(taken.map((entry) => entry.webhook.id)).toEqual([2]);
  expect(outcomes.toSorted()).toEqual(['deferred', 'deferred', 'done']);
});

test('a webhook that the provider did not answer for three days is set aside', async () => {
  const refused = new Fault('provider.unreachable', 'no answer');
  const { run, failed } = bench({ readOne: () => Promise.reject(refused) });
  await run(webhook(1, { kind: 'thin', id: 5 }, { attempts: 83 }));
  expect(failed).toMatchObject([{ id: 1, instanceId: 9, fault: { code: 'provider.unreachable' } }]);
});

test('what is wrong with one webhook, or with our own code, sets that one aside', async () => {
  const { run, failed, taken } = bench({ readOne: () => Promise.reject(new TypeError('of ours')) });
  await run(webhook(1, {}), webhook(2, { kind: 'thin', id: 5 }), webhook(3, { id: 'a' }));
  expect(failed).toMatchObject([
    { id: 1, fault: { code: 'webhook.unusable' }, outcome: { items: 1, refused: 1 } },
    { id: 2, fault: { code: 'internal' } },
  ]);
  expect(taken.map((entry) => entry.webhook.id)).toEqual([3]);
});

test('what the database refuses is set aside, what it does not take now is left to its claim, and what has changed begins anew', async () => {
  const refused = new Fault('webhook.unusable', 'a value of it');
  const refusing = bench({ takeReceived: () => Promise.reject(refused) });
  await refusing.run(webhook(1, { id: 'a' }));
  expect(refusing.failed).toMatchObject([
    { id: 1, fault: { code: 'webhook.unusable' }, outcome: { items: 1, told: 0 } },
  ]);
  const changed = bench({ takeReceived: () => Promise.resolve('changed') });
  await changed.run(webhook(1, { id: 'a' }));
  expect([changed.released, changed.outcomes]).toEqual([[1], []]);
  const away = bench({ takeReceived: () => Promise.reject(new Error('the database is away')) });
  await away.run(webhook(1, { id: 'a' }));
  expect([away.failed, away.deferred, away.released, away.outcomes]).toEqual([[], [], [], []]);
});

test('a record is not read before its time, and a poll not asked for before it', async () => {
  const { run, clock, deferred, read, taken } = bench();
  await clock.advance(4_000);
  await run(webhook(1, { kind: 'late', id: 5 }), webhook(2, { kind: 'poll' }));
  expect(deferred).toMatchObject([{ id: 1, nextAttemptAt: startMs + 10_000, fault: undefined, polls: [] }]);
  expect(read).toEqual([]);
  expect(taken.map(({ signals }) => signals)).toEqual([[{ pollId: 3, resource: 'rows', delaySeconds: 6 }]]);
  await clock.advance(6_000);
  await run(webhook(1, { kind: 'late', id: 5 }));
  expect(read).toEqual(['5']);
});

test('when the server stops, what has begun is finished and the rest is given back', async () => {
  const answer = Promise.withResolvers<JsonRecord>();
  const { run, stop, taken, released } = bench({ readOne: () => answer.promise });
  const many = Array.from({ length: 12 }, (_, index) => webhook(index + 1, { kind: 'thin', id: index }));
  const running = run(...many);
  await nextTurn();
  stop.abort();
  answer.resolve({ id: 1, at: startMs / 1000 });
  await running;
  expect(taken.map((entry) => entry.webhook.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(released).toEqual([9, 10, 11, 12]);
});

test('claims are held as long as the work takes', async () => {
  const answer = Promise.withResolvers<JsonRecord>();
  const { run, clock, renewed } = bench({ readOne: () => answer.promise });
  const running = run(webhook(1, { kind: 'thin', id: 1 }), webhook(2, { id: 'a' }));
  await clock.advance(4_000);
  expect(renewed).toEqual([2, startMs + 4_000 + leaseMs]);
  answer.resolve({ id: 1, at: startMs / 1000 });
  await running;
});
