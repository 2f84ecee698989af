import type { LookupAddress } from 'node:dns';
import { setInterval } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { serve } from '../../test/kit/listen.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { testEgress } from '../../test/kit/test-egress.ts';

test('a body of exactly the limit is read and one byte more is too large', async () => {
  const server = await serve((request, response) => response.end(Buffer.alloc(Number(request.url?.slice(1)))));
  const egress = testEgress();
  const fetchBytes = (bytes: number) =>
    egress.request({ method: 'GET', url: `${server.url}/${bytes}`, maxBodyBytes: 100_000 });
  expect((await fetchBytes(100_000)).body.length).toBe(100_000);
  await expect(fetchBytes(100_001)).rejects.toMatchObject({
    code: 'provider.too_large',
    message: expect.stringContaining('100000 bytes'),
  });
  expect((await fetchBytes(1)).body.length).toBe(1);
});

test('the limit counts decompressed bytes, so a small bomb does not go off', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  expect(bomb.length).toBeLessThan(100_000);
  const server = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
  await expect(testEgress().request({ method: 'GET', url: server.url })).rejects.toMatchObject({
    code: 'provider.too_large',
  });
});

test('an endless body is cut off', async () => {
  const server = await serve((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', more);
    more();
  });
  await expect(testEgress().request({ method: 'GET', url: server.url })).rejects.toMatchObject({
    code: 'provider.too_large',
  });
});

test('where the beginning is enough, a body is cut at the limit, and the rest goes with its connection', async () => {
  const ports: (number | undefined)[] = [];
  let closed = 0;
  const server = await serve((request, response) => {
    ports.push(request.socket.remotePort);
    request.socket.once('close', () => closed++);
    response.writeHead(201, { 'x-kept': 'yes' });
    if (request.url === '/endless') {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
      };
      response.on('drain', more);
      more();
    } else response.end(Buffer.alloc(Number(request.url?.slice(1)), 'x'));
  });
  const egress = testEgress();
  const fetchBeginning = (path: string) =>
    egress.request({ method: 'GET', url: `${server.url}/${path}`, maxBodyBytes: 1000, truncateBody: true });
  const whole = await fetchBeginning('1000');
  expect([whole.body.length, whole.truncated]).toEqual([1000, undefined]);
  for (const path of ['1001', '5000000', 'endless']) {
    const { status, headers, body, truncated } = await fetchBeginning(path);
    expect([status, headers['x-kept'], body.toString(), truncated]).toEqual([201, 'yes', 'x'.repeat(1000), true]);
  }
  await expect.poll(() => closed, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  expect((await fetchBeginning('3')).body.toString()).toBe('xxx');
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br, gzip', (body: Buffer) => gzipSync(brotliCompressSync(body))],
])('where the beginning is enough, of a %s body as much is decoded', async (encoding, encode) => {
  const text = Array.from({ length: 30_000 }, (_, index) => `${(index * 7919) % 10_007} `).join('');
  const server = await serve((request, response) => {
    const body = request.url === '/bomb' ? Buffer.alloc(5_000_000, 'x') : Buffer.from(text);
    response.writeHead(200, { 'content-encoding': encoding }).end(encode(body));
  });
  const fetchBeginning = (path: string, maxBodyBytes: number) =>
    testEgress().request({ method: 'GET', url: server.url + path, maxBodyBytes, truncateBody: true });
  const cut = await fetchBeginning('/', 16_384);
  expect([cut.body.toString(), cut.truncated]).toEqual([text.slice(0, 16_384), true]);
  expect(cut.headers).not.toHaveProperty('content-encoding');
  const bomb = await fetchBeginning('/bomb', 16_384);
  expect([bomb.body.toString(), bomb.truncated]).toEqual(['x'.repeat(16_384), true]);
  const whole = await fetchBeginning('/', 8_000_000);
  expect([whole.body.toString(), whole.truncated]).toEqual([text, undefined]);
});

test.each([
  ['gzip', 'not encoded', ''],
  ['zstd', 'not known', ''],
  ['gzip', gzipSync('the whole text').subarray(0, -9), 'the whole text'],
])('where the beginning is enough, a broken %s body is no fault', async (encoding, sent, readable) => {
  const server = await serve((_request, response) =>
    response.writeHead(200, { 'content-encoding': encoding }).end(sent),
  );
  const answer = await testEgress().request({ method: 'GET', url: server.url, truncateBody: true });
  expect([answer.status, answer.body.toString(), answer.truncated]).toEqual([200, readable, true]);
});

test.each([
  ['before the answer', false],
  ['in the middle of the body', true],
])('a provider that goes silent %s runs into the time-out', async (_when, begin) => {
  const server = await serve((_request, response) => {
    if (begin) response.writeHead(200, { 'content-length': '10' }).write('half');
  });
  await expect(
    testEgress().request({ method: 'GET', url: `${server.url}/?key=secret`, timeoutMs: 100 }),
  ).rejects.toMatchObject({
    code: 'provider.unreachable',
    message: `No complete answer from 127.0.0.1:${server.port} within 100 ms.`,
  });
});

test('a provider that trickles its body runs into the same time-out', async () => {
  const server = await serve(async (_request, response) => {
    for await (const drop of setInterval(10, '.')) {
      if (response.destroyed) return;
      response.write(drop);
    }
  });
  await expect(testEgress().request({ method: 'GET', url: server.url, timeoutMs: 100 })).rejects.toMatchObject({
    code: 'provider.unreachable',
  });
});

test('a request that times out while its connection is being made is never sent', async () => {
  const seen: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    seen.push(request.url);
    response.end();
  });
  const resolved = Promise.withResolvers<LookupAddress[]>();
  const egress = testEgress({ resolve: () => resolved.promise });
  const url = `http://slow.example:${server.port}`;
  await expect(egress.request({ method: 'GET', url: `${url}/late`, timeoutMs: 50 })).rejects.toMatchObject({
    code: 'provider.unreachable',
  });
  resolved.resolve([{ address: '127.0.0.1', family: 4 }]);
  await egress.request({ method: 'GET', url: `${url}/after` });
  expect(seen).toEqual(['/after']);
});

test('requests that hang do not hold up others to the same host', async () => {
  const held: (() => void)[] = [];
  const server = await serve((request, response) => {
    if (request.url === '/held') held.push(() => response.end());
    else response.end('quick');
  });
  const egress = testEgress();
  const holders = Array.from({ length: 200 }, () => egress.request({ method: 'GET', url: `${server.url}/held` }));
  await expect.poll(() => held.length, { timeout: 10_000 }).toBe(200);
  expect((await egress.request({ method: 'GET', url: `${server.url}/quick` })).body.toString()).toBe('quick');
  for (const release of held) release();
  await Promise.all(holders);
});

test('a request over its budget is sent when the clock has come so far', async () => {
  let hits = 0;
  const server = await serve((_request, response) => {
    hits++;
    response.end();
  });
  const clock = createManualClock();
  const egress = testEgress({ clock });
  const request = { method: 'GET', url: server.url, budget: { key: 'k', limits: [{ requests: 1, seconds: 60 }] } };
  await egress.request(request);
  const second = egress.request(request);
  await clock.advance(59_999);
  expect(hits).toBe(1);
  await clock.advance(1);
  expect((await second).sentAt).toBe(clock.now());
  expect(hits).toBe(2);
});

test('a request whose budget is used up for more than a minute is refused and never sent', async () => {
  let hits = 0;
  const server = await serve((_request, response) => {
    hits++;
    response.end();
  });
  const clock = createManualClock();
  const egress = testEgress({ clock });
  const request = { method: 'GET', url: server.url, budget: { key: 'k', limits: [{ requests: 1, seconds: 61 }] } };
  await egress.request(request);
  await expect(egress.request(request)).rejects.toMatchObject({
    code: 'provider.throttled',
    retryAt: clock.now() + 61_000,
  });
  expect(hits).toBe(1);
});

test('an aborted signal ends a request with its own reason', async () => {
  const patience = new AbortController();
  const server = await serve(() => patience.abort(new Error('not needed any more')));
  const sent = testEgress().request({ method: 'GET', url: server.url, signal: patience.signal });
  await expect(sent).rejects.toThrow('not needed any more');
  await expect(testEgress().request({ method: 'GET', url: server.url, signal: patience.signal })).rejects.toThrow(
    'not needed any more',
  );
});
