import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { hubDependencies } from '../../test/kit/hub-dependencies.ts';
import { answerJson, serve } from '../../test/kit/listen.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import { systemClock } from '../lib/clock.ts';
import { Fault } from '../model/fault.ts';
import { planQuery } from './plan-query.ts';
import type { ProviderAccount } from './provider-account.ts';
import { readPage, type ResourcePage } from './read-page.ts';
import { readResource } from './read-resource.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface Setting {
  resource?: object;
  connector?: object;
  url?: string;
  tokens?: string[];
}

async function setUp(answer: Answer, { resource = {}, connector = {}, url = '/rows', tokens }: Setting = {}) {
  const server = await serve(answer);
  const account: ProviderAccount = {
    organizationId: 1,
    instanceId: 5,
    connector: testConnector(resource as Record<string, unknown>, connector as Record<string, unknown>),
    configuration: { 'base.url': server.url, 'api.key': 'secret-key' },
  };
  const dependencies = hubDependencies(tokens);
  return { account, dependencies, plan: planQuery(account.connector, url, account.configuration) };
}

async function page(answer: Answer, setting?: Setting): Promise<ResourcePage> {
  const { account, dependencies, plan } = await setUp(answer, setting);
  return readPage(dependencies, account, plan);
}

const fault = (reading: Promise<unknown>): Promise<Fault> =>
  reading.then(
    () => expect.fail('no fault'),
    (error: unknown) => (error instanceof Fault ? error : expect.fail(String(error))),
  );

const oauth2 = { type: 'oauth2', authorizationUrl: 'https://a.example', tokenUrl: 'https://a.example' };

describe('an answer', () => {
  test('gives its records, the facts of the request and the provider clock', async () => {
    const result = await page(
      (request, response) => {
        expect(request.headers['x-key']).toBe('secret-key');
        answerJson(response, 200, { rows: [{ id: 1 }] }, { date: 'Sun, 22 Nov 2026 10:33:16 GMT' });
      },
      { url: '/rows?a=b c' },
    );
    expect(result.records).toEqual([{ id: 1 }]);
    expect(result.next).toBeUndefined();
    expect(result.request).toMatchObject({ status: 200, bytes: 19 });
    expect(result.request.url).toMatch(/\/rows\?a=b%20c$/);
    const latest = Date.UTC(2026, 10, 22, 10, 33, 16) * 1000;
    expect(result.providerNow).toBeLessThan(latest);
    expect(result.providerNow).toBeGreaterThan(latest - 40_000_000);
    expect((result.providerNow ?? 1) % 1_000_000).toBe(0);
  });

  test('keeps the digits of ids beyond 2^53', async () => {
    const result = await page((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"rows":[{"id":9007199254740993}]}'),
    );
    expect(result.records).toEqual([{ id: '9007199254740993' }]);
  });

  test('in columns becomes records', async () => {
    const records = { columns: 'head', rows: 'body', rename: { changed: '__changed' } };
    const result = await page(
      (_, response) =>
        answerJson(response, 200, { head: ['id', 'E-mail', 'changed', 'E-mail'], body: [['1', 'a', '7', 'b'], ['2']] }),
      { resource: { records } },
    );
    expect(result.records).toEqual([{ id: '1', 'E-mail': 'a', __changed: '7', 'E-mail_2': 'b' }, { id: '2' }]);
  });

  test('without content holds no records', async () => {
    expect((await page((_, response) => response.writeHead(204).end())).records).toEqual([]);
  });
});

describe('a malformed answer', () => {
  test.each<[unknown, object, string]>([
    [{ data: [] }, { list: 'rows' }, 'expected an array at "rows", found nothing in an object with the keys data'],
    [
      { rows: { a: 1 } },
      { list: 'rows' },
      'expected an array at "rows", found an object with the keys a in an object with the keys rows',
    ],
    [{ ok: false }, { list: '' }, 'expected an array at the top, found an object with the keys ok'],
    [{ rows: [{}, 'x'] }, { list: 'rows' }, 'expected a record at "rows"[1], found "x"'],
    [
      { head: ['id'], body: ['x'] },
      { columns: 'head', rows: 'body' },
      'expected a row of cells at "body"[0], found "x"',
    ],
  ])('%j is refused when the records are not at %j', async (body, records, message) => {
    const error = await fault(page((_, response) => answerJson(response, 200, body), { resource: { records } }));
    expect([error.code, error.message]).toEqual(['provider.malformed', expect.stringContaining(message)]);
    expect(error.message).toMatch(/^Sample \(GET http:\/\/127\.0\.0\.1:\d+\/rows\): /);
  });

  test.each(['', '{"rows":[', '<html>'])('%j is refused as no JSON', async (body) => {
    const error = await fault(page((_, response) => response.writeHead(200).end(body)));
    expect([error.code, error.message]).toEqual([
      'provider.malformed',
      expect.stringContaining('expected JSON, found'),
    ]);
  });
});

describe('what an answer holds', () => {
  test('is filtered by what the vendor cannot filter', async () => {
    const rows = [{ id: 1, size: 2 }, { id: 2, size: 9 }, { id: 3 }];
    const result = await page((_, response) => answerJson(response, 200, { rows }), { url: '/rows?where=size>3' });
    expect(result.records).toEqual([{ id: 2, size: 9 }]);
    expect(result.warnings).toEqual([]);
  });

  test('is remarked upon when no record has the field of a condition', async () => {
    const result = await page((_, response) => answerJson(response, 200, { rows: [{ id: 1 }] }), {
      url: '/rows?where=sise>3',
    });
    expect(result.warnings).toEqual(['no record has the field sise that the where clause names']);
  });

  test('with rows from before the bound is remarked upon: the filter was ignored', async () => {
    const where = { fields: { at: { operators: { '>=': 'since' }, recordField: 'changed' } } };
    const rows = [
      { id: 1, changed: '2026-02-02T00:00:00Z' },
      { id: 2, changed: '2026-01-31T23:59:59-02:00' },
      { id: 3, changed: '2026-01-01T00:00:00+01:00' },
    ];
    const read = (some: object[]) =>
      page((_, response) => answerJson(response, 200, { rows: some }), {
        resource: { where },
        url: '/rows?where=at>=2026-02-01T00:00:00Z',
      });
    expect((await read(rows)).warnings).toEqual([
      'the provider ignored the filter on changed: it sent records from before the bound',
    ]);
    expect((await read(rows.slice(0, 2))).warnings).toEqual([]);
  });
});

describe('a refusal', () => {
  test('of an access token is answered with a new one, once', async () => {
    const seen: (string | undefined)[] = [];
    const answer: Answer = (request, response) => {
      seen.push(request.headers.authorization);
      if (request.headers.authorization === 'Bearer old') answerJson(response, 401, {});
      else answerJson(response, 200, { rows: [] });
    };
    const { account, dependencies, plan } = await setUp(answer, {
      connector: { authentication: oauth2 },
      tokens: ['old', 'new'],
    });
    await readPage(dependencies, account, plan);
    expect(dependencies.forced).toEqual(['old']);
    expect(seen).toEqual(['Bearer old', 'Bearer new']);
  });

  test('of the new token too is told', async () => {
    const error = await fault(
      page((_, response) => answerJson(response, 401, { error_description: 'Token revoked' }), {
        connector: { authentication: oauth2 },
        tokens: ['old', 'new'],
      }),
    );
    expect([error.code, error.providerMessage]).toEqual(['provider.unauthorized', 'Token revoked']);
  });

  test('of a key is told at once, also when the vendor says it with 403', async () => {
    let requests = 0;
    const error = await fault(
      page(
        (_, response) => {
          requests += 1;
          answerJson(response, 403, { message: 'No' });
        },
        { connector: { unauthorizedStatuses: [401, 403] } },
      ),
    );
    expect([error.code, requests]).toEqual(['provider.unauthorized', 1]);
    expect(error.message).not.toContain('secret-key');
  });
});

describe('an error', () => {
  test.each([
    [429, '7', 7000],
    [503, '7', 7000],
    [429, 'Fri, 01 Jan 2100 00:00:00 GMT', undefined],
    [429, undefined, 60_000],
  ])('%s with Retry-After %s says when to come back', async (status, retryAfter, waitMs) => {
    const before = systemClock.now();
    const error = await fault(
      page((_, response) =>
        answerJson(
          response,
          status,
          { errors: [{ title: 'Slow down' }] },
          retryAfter === undefined ? {} : { 'retry-after': retryAfter },
        ),
      ),
    );
    expect([error.code, error.providerMessage]).toEqual(['provider.throttled', 'Slow down']);
    const retryAt = error.retryAt ?? 0;
    // Nobody is made to wait for longer than a day.
    const earliest = before + (waitMs ?? 86_400_000);
    expect(retryAt).toBeGreaterThanOrEqual(earliest);
  });

  test.each<[number, string, string | undefined]>([
    [500, '', undefined],
    [503, 'Down for maintenance', 'Down for maintenance'],
    [404, '<html><body>Not found</body></html>', undefined],
    [422, '{"errors":{"updated_at":["is not a date"]}}', 'is not a date'],
    [400, '{"errorCode":10004,"message":"Bad list"}', 'Bad list'],
    [302, '', undefined],
  ])('%s %s is told with the words of the provider', async (status, body, words) => {
    const error = await fault(page((_, response) => response.writeHead(status).end(body)));
    expect([error.code, error.providerMessage]).toEqual(['provider.refused', words]);
    expect(error.message).toMatch(new RegExp(`answered ${status}$`));
  });
});

describe('a scan', () => {
  const pages = (resource: object, rowsOf: (query: URLSearchParams) => object[] | number) =>
    setUp(
      (request, response) => {
        const rows = rowsOf(new URL(request.url ?? '', 'http://x').searchParams);
        if (typeof rows === 'number') answerJson(response, rows, { code: 'invalid_page_number' });
        else answerJson(response, 200, { rows, used: 2 });
      },
      { resource, url: '/rows?pageSize=3' },
    );
  const five = [1, 2, 3, 4, 5].map((id) => ({ id }));
  const numbered = { kind: 'page', page: 'p', pageSize: 's', maxPageSize: 100, recheck: false };

  async function readAll({ account, dependencies, plan }: Awaited<ReturnType<typeof setUp>>): Promise<unknown[]> {
    const records: unknown[] = [];
    for await (const { records: some } of readResource(dependencies, account, plan)) records.push(...some);
    return records;
  }

  test('by page number ends with a short page', async () => {
    const asked: string[] = [];
    const setting = await pages({ paging: numbered }, (query) => {
      asked.push(String(query));
      const from = (Number(query.get('p')) - 1) * 3;
      return five.slice(from, from + 3);
    });
    expect(await readAll(setting)).toEqual(five);
    expect(asked).toEqual(['p=1&s=3', 'p=2&s=3']);
  });

  test('compares with the page size that the vendor tells it has used', async () => {
    const setting = await pages({ paging: { ...numbered, sizeEcho: 'used' } }, (query) => {
      const from = (Number(query.get('p')) - 1) * 2;
      return five.slice(from, from + 2);
    });
    expect(await readAll(setting)).toEqual(five);
  });

  test('ends at the error that a page past the end gets, but not at one on the first page', async () => {
    const paging = { ...numbered, end: 'emptyPage', endStatuses: [400] };
    const setting = await pages({ paging }, (query) => (query.get('p') === '1' ? five.slice(0, 3) : 400));
    expect(await readAll(setting)).toEqual(five.slice(0, 3));
    const refused = await pages({ paging }, () => 400);
    expect((await fault(readAll(refused))).code).toBe('provider.refused');
  });

  test('by page number from a vendor that ignores the number is given up', async () => {
    const setting = await pages({ paging: numbered }, () => five.slice(0, 3));
    expect((await fault(readAll(setting))).message).toContain('the parameter p has no effect');
  });

  test('from a position of another kind of paging is refused', async () => {
    const { account, dependencies, plan } = await pages({ paging: numbered }, () => five);
    const position = { kind: 'keyset' as const, page: 1, seen: [] };
    expect((await fault(readPage(dependencies, account, plan, position))).code).toBe('query.invalid');
  });
});
