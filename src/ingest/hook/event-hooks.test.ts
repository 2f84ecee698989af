import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import type { HookLogEntry } from '../../hub/hooks/run-hook.ts';
import type { ProviderAccount } from '../../hub/provider-account.ts';
import { systemClock } from '../../lib/clock.ts';
import type { JsonValue } from '../../lib/json.ts';
import type { Change } from '../../model/change.ts';
import { createSandbox, type HookRun } from '../../sandbox/sandbox.ts';
import { itemsByHook } from './items-by-hook.ts';
import { tellByHook } from './tell-by-hook.ts';

const sandbox = createSandbox({ clock: systemClock, threads: 1 });
afterAll(() => sandbox.close());

const secret = 'a-signing-secret';
const accountWith = (body: string, legacy = false): ProviderAccount => ({
  organizationId: 1,
  instanceId: 7,
  connector: testConnector({}, { hooks: { event: { body, legacy } } }),
  configuration: { 'webhook.secret': secret },
});
const logged: HookLogEntry[] = [];
const deps = {
  runHook: (run: HookRun) => sandbox.run(run),
  onHookLog: (entry: HookLogEntry) => void logged.push(entry),
};

interface Sent {
  body?: JsonValue;
  text?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  legacy?: boolean;
}

const items = (code: string, { body, text, query = {}, headers = {}, legacy }: Sent = {}) => {
  const raw = text ?? (body === undefined ? '' : JSON.stringify(body));
  const webhook = { method: raw === '' ? 'GET' : 'POST', query, headers, body: Buffer.from(raw) };
  return itemsByHook(deps, { account: accountWith(code, legacy), webhook, body, eventId: '55' });
};
const seen = async (expression: string, sent: Sent = {}): Promise<unknown> => {
  const code = `done({ events: [{ event_object_id: 'x', event_object_type: 'x', event_record: { seen: ${expression} } }] })`;
  const [item] = (await items(code, sent)).items;
  return item?.record?.['seen'] ?? null;
};

describe('the items of an event hook', () => {
  test('are its events, in the words of the contract', async () => {
    const code = `done({ events: events.rows.map((row) => ({
      event_date: row.at, event_object_id: row.id, event_object_type: 'contacts', event_type: row.type,
      event_old_path: row.from, event_new_path: row.to })) })`;
    const rows = [
      { id: 12, type: 'deleted', at: '2026-01-31T08:00:00Z' },
      { id: 'b', type: 'MOVED', at: 1769846400000, from: '/a', to: '/b' },
      { id: 'c' },
    ];
    const item = { then: 'tell', resource: 'contacts', record: undefined, parameters: {}, delaySeconds: 0 };
    const at = 1769846400000 * 1000;
    const said = (await items(code, { body: { rows } })).items;
    expect(said).toMatchObject([
      { ...item, recordId: '12', type: 'DELETED', date: at },
      { ...item, recordId: 'b', type: 'MOVED', date: at, paths: { oldPath: '/a', newPath: '/b' } },
      { ...item, recordId: 'c', type: 'UNKNOWN', date: undefined, element: { event_object_id: 'c' } },
    ]);
  });

  test('may come from code that returns them, and be none', async () => {
    const code = "return { events: [{ event_object_id: 1, event_object_type: 'rows' }] };";
    expect((await items(code, { body: {}, legacy: true })).items).toMatchObject([{ recordId: '1', resource: 'rows' }]);
    for (const nothing of ['done()', 'done({ continue: true })', 'done({ events: [] })', 'done({ events: null })']) {
      expect(await items(nothing, { body: {} })).toEqual({ items: [], log: [] });
    }
  });

  test('may hold the record, and the values in the path of its resource', async () => {
    const code = `done({ events: [{ event_object_id: 1, event_object_type: 'rows', event_record: events.row, event_parameters: { list: 5 } }] })`;
    const [item] = (await items(code, { body: { row: { id: 1, name: 'Ann' } } })).items;
    expect(item).toMatchObject({ record: { id: 1, name: 'Ann' }, parameters: { list: '5' } });
  });
});

describe('the items of an event hook that goes wrong', () => {
  test('cannot be used in part: every fault is told with its place', async () => {
    const code = `done({ events: [
      { event_object_type: 'rows', event_object_id: 1 }, 5, { event_object_type: '', event_object_id: { a: 1 }, event_date: 'soon' }] })`;
    const message =
      'Sample: hooks.event: events[1]: found 5, allowed: an object; events[2].event_object_id: found {"a":1}, allowed: a text of 1 to 500';
    expect((await items(code, { body: {} })).fault).toMatchObject({
      code: 'hook.failed',
      message: expect.stringContaining(message) as string,
    });
    expect((await items("done({ events: 'none' })")).fault?.message).toContain('events: found "none", allowed: a list');
    const dates = `done({ events: [{ event_object_type: 'a', event_object_id: 1, event_date: 'soon' }] })`;
    const { fault } = await items(dates);
    expect(fault?.message).toContain('events[0].event_date: found "soon", allowed: a date in ISO 8601');
  });

  test('are none when the code fails, with its place and without the secrets that it told', async () => {
    const code = "console.log(configuration['webhook.secret']);\n  throw new Error(configuration['webhook.secret'])";
    const failed = await items(code);
    expect(failed.fault?.message).toBe('Sample: hooks.event, line 2, column 18 (thrown): Error: ********');
    expect(failed).toMatchObject({ items: [], log: ['********'] });
    expect(logged.at(-1)).toMatchObject({ hook: 'hooks.event', lines: ['********'] });
    const { log } = await items("console.log('well'); done()");
    expect(log).toEqual(['well']);
  });

  test('are none where the code asks for Java, and the message says that there is none', async () => {
    for (const code of ["Java.type('a.B')", 'new org.joda.time.DateTime()', "new java.text.SimpleDateFormat('yyyy')"])
      expect((await items(code)).fault?.message).toMatch(
        /ReferenceError: '?\w+'? is not defined \(there is no Java here\)$/,
      );
  });
});

describe('an event hook sees', () => {
  test('the configuration with the defaults of what the instance does not set, as in a trial', async () => {
    const { 'base.url': url, 'webhook.secret': own } = (await seen('configuration')) as Record<string, string>;
    expect([url, own]).toEqual(['https://sample.example', secret]);
  });

  test('the body, the id of the event, and its headers under their names in any case', async () => {
    const sent = { body: { a: 1 }, headers: { 'x-github-event': 'push' } };
    expect(
      await seen(
        "[events.a, events.eventId, events.eventHeaders['X-GitHub-Event'], 'X-Github-EVENT' in events.eventHeaders]",
        sent,
      ),
    ).toEqual([1, '55', 'push', true]);
    expect(
      await seen(
        "[events.eventHeaders['x-github-event'], events.eventHeaders.none === undefined, Object.keys(events.eventHeaders)]",
        sent,
      ),
    ).toEqual(['push', true, ['x-github-event']]);
    expect(await seen('_.cloneDeep(events).eventHeaders', sent)).toEqual(sent.headers);
  });

  test('the query where there is no body, the elements of a list, and nothing in a body of another kind', async () => {
    expect(await seen('[events.ticket, event_method]', { query: { ticket: '5' } })).toEqual(['5', 'GET']);
    const list = { body: [{ id: 1 }, { id: 2 }], query: { tenant: 'a' } };
    expect(
      await seen(
        '[Array.isArray(events), events.length, events.eventId, JSON.stringify(events), event_parameters.tenant]',
        list,
      ),
    ).toEqual([true, 2, '55', '[{"id":1},{"id":2}]', 'a']);
    expect(await seen('[Object.keys(events), event_body_raw]', { text: '<a/>' })).toEqual([
      ['eventId', 'eventHeaders'],
      '<a/>',
    ]);
    expect(await seen('Object.keys(events).length', { text: '5', body: 5 })).toBe(2);
  });

  test('what a signature is made of: the body without what was added, or its bytes as a text', async () => {
    const body = { b: 'ü', a: [1, { z: null }] };
    const signature = createHmac('sha256', secret).update(JSON.stringify(body)).digest('base64');
    const sent = { body, headers: { 'x-myapp-signature': signature } };
    const checks = (signed: string) =>
      `CE.hmac('sha256')('Base64')(configuration['webhook.secret'], ${signed}) === events.eventHeaders['X-MyApp-Signature']`;
    expect(await seen(checks("JSON.stringify(_.omit(events, ['eventId', 'eventHeaders']))"), sent)).toBe(true);
    expect(await seen(checks('(({ eventId, eventHeaders, ...body }) => JSON.stringify(body))(events)'), sent)).toBe(
      true,
    );
    expect(await seen(checks('event_body_raw'), sent)).toBe(true);
    expect(await seen(checks("event_body_raw + ' '"), sent)).toBe(false);
    expect(await seen("crypto.createHash('sha1').update(event_body_raw).digest('hex').length", sent)).toBe(40);
  });
});

describe('an event hook on what a poll has found', () => {
  const change = (recordId: string, more: Partial<Change> = {}): Change => ({
    type: 'UPDATED',
    recordId,
    version: `v${recordId}`,
    date: 1769846400000 * 1000,
    record: { id: recordId, kind: 'note' },
    initial: false,
    ...more,
  });
  const tell = (code: string, changes: Change[], run = deps.runHook) =>
    tellByHook(
      { runHook: run },
      { account: accountWith(code), resource: 'rows', pollDate: 1769846401000 * 1000, changes },
    );

  test('sees records and events, and names what is told', async () => {
    const code = `const rows = events[events.objectType];
      if (!events.eventId) throw new Error('no poll');
      done({ events: events.events.filter((event, index) => rows[index].kind === 'note')
        .map((event) => ({ event_object_id: event.objectId, event_object_type: 'notes', event_type: event.eventType + ' ' + event.date + ' ' + event.pollDate })) })`;
    const told = await tell(code, [change('1'), change('2', { record: { id: '2' } })]);
    expect(told).toEqual({
      changes: [{ ...change('1'), toldAs: 'notes', type: 'UPDATED 2026-01-31T08:00:00Z 2026-01-31T08:00:01Z' }],
      faults: [],
    });
  });

  test('is asked for a hundred changes at a time', async () => {
    const code =
      'done({ events: events.events.map(({ objectId }) => ({ event_object_id: objectId, event_type: String(events.events.length) })) })';
    const { changes } = await tell(
      code,
      Array.from({ length: 150 }, (_, index) => change(String(index))),
    );
    expect(changes.map(({ type }) => type)).toEqual([
      ...Array<string>(100).fill('100'),
      ...Array<string>(50).fill('50'),
    ]);
  });

  test('loses nothing when it fails, and is asked again when others took too long', async () => {
    const found = [change('1'), change('2')];
    expect(await tell('oops()', found)).toMatchObject({ changes: found, faults: [{ code: 'hook.failed' }] });
    const busy = () =>
      Promise.resolve({ kind: 'failure' as const, reason: 'busy' as const, message: 'no thread', log: [] });
    await expect(tell('done()', found, busy)).rejects.toMatchObject({ code: 'hook.busy' });
    const resting = { kind: 'failure' as const, reason: 'resting' as const, message: 'slow', retryAt: 60_000, log: [] };
    const rested = await tell('done()', found, () => Promise.resolve(resting));
    expect(rested).toMatchObject({ changes: found, faults: [{ code: 'hook.busy' }] });
  });
});
