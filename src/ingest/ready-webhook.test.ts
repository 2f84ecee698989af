import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { Connector } from '../model/connector.ts';
import type { Instance } from '../model/instance.ts';
import type { HookFailureReason } from '../sandbox/hook-run.ts';
import type { HookFailure, HookOutcome } from '../sandbox/sandbox.ts';
import { readyWebhook } from './ready-webhook.ts';
import type { WatchingPoll } from './watched-resource.ts';

const startMs = Date.UTC(2026, 0, 1);
const updated = { field: 'at', format: 'seconds', timezone: 'UTC' };
const rowsPoll = {
  id: 3,
  received: true,
  definition: aPollDefinition({ resource: 'rows', url: '/hubs/general/rows', updated }),
};
const listening = { 'event.notification.enabled': 'true', 'event.vendor.type': 'both' };
const fetching = testConnector(
  { one: { request: { path: '/rows/{id}' } } },
  { webhooks: { verify: { kind: 'secretUrl' }, items: 'l', rules: [{ resource: 'rows', id: 'id', then: 'fetch' }] } },
);
const hooked = testConnector({}, { hooks: { event: { body: 'done()' } } });

interface Given {
  connector?: Connector;
  polls?: WatchingPoll[];
  hook?: HookOutcome;
  configuration?: Record<string, string>;
}

/** What becomes of a webhook with this body, and which records were read for it. */
async function ready(body: string | object, given: Given = {}) {
  const { connector = fetching, polls = [], hook, configuration = listening } = given;
  const read: string[] = [];
  const deps = {
    clock: createManualClock(startMs),
    catalog: { find: () => Promise.resolve(connector) },
    runHook: () => Promise.resolve(hook as HookOutcome),
  };
  const readRecord = () => (_plan: unknown, id: string) => {
    read.push(id);
    return Promise.resolve({ id, at: startMs / 1_000 });
  };
  const readied = await readyWebhook(
    deps,
    { polls, readRecord },
    {
      id: 1,
      instance: { id: 9, organizationId: 1, connectorKey: 'sample', configuration } as Instance,
      fence: 1,
      identity: undefined,
      method: 'POST',
      query: {},
      headers: {},
      contentType: 'application/json',
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      trusted: false,
      receivedAt: startMs,
      attempts: 0,
    },
  );
  return { ...readied, read };
}

const rows = (count: number) => ({ l: Array.from({ length: count }, (_, id) => ({ id })) });

describe('an id that can name no record', () => {
  test.each([
    ['the folder above', '..'],
    ['the folder itself', '.'],
    ['half a surrogate pair', '\\ud800'],
    ['a NUL', 'a\\u0000'],
    ['more than 500 characters', 'x'.repeat(501)],
  ])('refuses its item alone: %s', async (_what, id) => {
    const found = await ready(`{"l":[{"id":"1"},{"id":"${id}"},{"id":"3"}]}`);
    expect(found).toMatchObject({
      kind: 'ready',
      read: ['1', '3'],
      entry: { items: [{ recordId: '1' }, { recordId: '3' }], outcome: { items: 3, refused: 1 } },
    });
    expect(found).toHaveProperty(
      'entry.outcome.remarks.0',
      expect.stringMatching(/^rows: id: found ".+allowed: 1 to 500/),
    );
  });

  test('sets the webhook aside where there is no other', async () => {
    expect(await ready({ l: [{ id: '..' }] })).toMatchObject({
      kind: 'failed',
      fault: { code: 'webhook.unusable', message: expect.stringContaining('found ".."') as string },
      outcome: { refused: 1 },
    });
  });
});

describe('what one webhook starts has an end', () => {
  test('more than 10,000 items are not worked on', async () => {
    expect(await ready(rows(10_001))).toMatchObject({
      kind: 'failed',
      fault: { code: 'webhook.unusable', message: 'It has more items than are worked on: found 10001, allowed: 10000' },
    });
  });

  test('of a resource that is polled 200 records are read, and the poll finds the others', async () => {
    const found = await ready(rows(10_000), { polls: [rowsPoll] });
    expect(found.read).toHaveLength(200);
    expect(found).toMatchObject({ entry: { signals: [{ pollId: 3 }], outcome: { items: 10_000, polls: 9_800 } } });
  });

  test('of a resource that nobody polls 200 records are read, and the others told as the webhook shows them; one record counts once', async () => {
    const twice = [...rows(202).l, { id: 0 }];
    const found = await ready({ l: twice });
    expect(new Set(found.read).size).toBe(200);
    expect(found).toMatchObject({ entry: { outcome: { items: 203, refused: 0, polls: 0 } } });
    expect(found).toHaveProperty('entry.items.length', 203);
  });
});

describe('a hook that does not tell what the webhook means', () => {
  const failure = (reason: HookFailureReason, more: Partial<HookFailure> = {}): HookFailure => ({
    kind: 'failure',
    reason,
    message: 'why',
    log: [],
    ...more,
  });

  test('is asked again when it has rested, or others have made room', async () => {
    const resting = failure('resting', { retryAt: startMs + 60_000 });
    expect(await ready({}, { connector: hooked, hook: resting })).toMatchObject({
      kind: 'later',
      notBefore: startMs + 60_000,
      fault: { code: 'hook.busy' },
    });
    expect(await ready({}, { connector: hooked, hook: failure('busy') })).toMatchObject({
      kind: 'later',
      notBefore: 0,
      fault: { code: 'hook.busy' },
    });
  });

  test('sets the webhook aside when it fails, and the outcome has what it wrote', async () => {
    const hook = failure('thrown', { log: ['so far'] });
    expect(await ready({}, { connector: hooked, hook })).toMatchObject({
      kind: 'failed',
      fault: { code: 'hook.failed' },
      outcome: { items: 0, log: ['so far'] },
    });
  });
});

describe('an instance that has gone over to polls alone', () => {
  test('is told nothing by webhooks that have waited', async () => {
    const configuration = { ...listening, 'event.vendor.type': 'polling' };
    const readied = await ready(rows(2), { configuration, polls: [{ ...rowsPoll, received: false }] });
    expect(readied).toMatchObject({
      kind: 'ready',
      read: [],
      entry: { items: [], signals: [], outcome: { ignored: 1 } },
    });
  });

  test('is told nothing of a resource whose poll tells alone by now, even if the rest has not been read anew', async () => {
    const readied = await ready(rows(2), { polls: [{ ...rowsPoll, received: false }] });
    const outcome = {
      ignored: 2,
      remarks: [expect.stringContaining('rows is told by polls alone'), expect.anything()],
    };
    expect(readied).toMatchObject({ kind: 'ready', read: [], entry: { items: [], signals: [], outcome } });
  });
});
