import { setInterval } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
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

test('a request that times out while it waits for a connection is never sent', async () => {
  const seen: (string | undefined)[] = [];
  const held: (() => void)[] = [];
  const server = await serve((request, response) => {
    seen.push(request.url);
    if (request.url === '/held') held.push(() => response.end());
    else response.end();
  });
  const egress = testEgress();
  const holders = Array.from({ length: 64 }, () => egress.request({ method: 'GET', url: `${server.url}/held` }));
  await expect(egress.request({ method: 'GET', url: `${server.url}/late`, timeoutMs: 50 })).rejects.toMatchObject({
    code: 'provider.unreachable',
  });
  await expect.poll(() => held.length).toBe(64);
  for (const release of held) release();
  await Promise.all(holders);
  await egress.request({ method: 'GET', url: `${server.url}/after` });
  expect(seen).not.toContain('/late');
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
