import { expect, test } from 'vitest';
import { answerJson, bodyOf, serve } from '../../test/kit/listen.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

test('sends method, path, query, headers and body, and reads the whole answer', async () => {
  const server = await serve(async (request, response) => {
    const body = await bodyOf(request);
    response.setHeader('x-many', ['a', 'b']);
    answerJson(response, 201, {
      method: request.method,
      url: request.url,
      agent: request.headers['user-agent'],
      own: request.headers['x-own'],
      body,
    });
  });
  const answer = await testEgress({ userAgent: 'Test/1' }).request({
    method: 'PUT',
    url: `${server.url}/a%20b?c=d`,
    headers: { 'X-Own': 'yes' },
    body: 'text ü',
  });
  expect(answer.status).toBe(201);
  expect(answer.headers['x-many']).toBe('a, b');
  expect(JSON.parse(answer.body.toString())).toEqual({
    method: 'PUT',
    url: '/a%20b?c=d',
    agent: 'Test/1',
    own: 'yes',
    body: 'text ü',
  });
  expect(answer.durationMs).toBe(answer.receivedAt - answer.sentAt);
});

test("the caller's own header replaces the default one, however it is written", async () => {
  const server = await serve((request, response) =>
    answerJson(
      response,
      200,
      request.rawHeaders.filter((_, index) => index % 2 === 1),
    ),
  );
  const { body } = await testEgress().request({ method: 'GET', url: server.url, headers: { 'User-Agent': 'Mine' } });
  expect(body.toString()).toContain('"Mine"');
  expect(body.toString()).not.toContain('Tidings');
});

test.each([200, 204, 304, 404, 500])('the status %i is an answer, not a fault', async (status) => {
  const server = await serve((_request, response) => response.writeHead(status).end());
  expect((await testEgress().request({ method: 'GET', url: server.url })).status).toBe(status);
});

test('connections are used again', async () => {
  const ports = new Set<number | undefined>();
  const server = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('ok');
  });
  const egress = testEgress();
  for (let sent = 0; sent < 20; sent++) await egress.request({ method: 'GET', url: server.url });
  // undici lets a connection rest for one turn of the event loop, so that two take turns.
  expect(ports.size).toBeLessThanOrEqual(2);
});

test('hundreds at once all get their own answer', async () => {
  const server = await serve((request, response) => response.end(request.url));
  const egress = testEgress();
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, index) => egress.request({ method: 'GET', url: `${server.url}/${index}` })),
  );
  expect(answers.map(({ body }) => body.toString())).toEqual(answers.map((_, index) => `/${index}`));
});

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['identity', (body: Buffer) => body],
  ['deflate, gzip', (body: Buffer) => gzipSync(deflateSync(body))],
])('a body encoded as %s is read', async (encoding, encode) => {
  const server = await serve((request, response) => {
    expect(request.headers['accept-encoding']).toBe('gzip, deflate, br');
    response.writeHead(200, { 'content-encoding': encoding }).end(encode(Buffer.from('hello '.repeat(100))));
  });
  const answer = await testEgress().request({ method: 'GET', url: server.url });
  expect(answer.body.toString()).toBe('hello '.repeat(100));
  expect(answer.headers).not.toHaveProperty('content-encoding');
});

test.each([
  ['zstd', 'answered with content-encoding zstd; allowed: gzip, deflate, br.'],
  ['gzip', 'answered with a broken gzip body.'],
])('a %s body that cannot be decoded is malformed', async (encoding, message) => {
  const server = await serve((_request, response) =>
    response.writeHead(200, { 'content-encoding': encoding }).end('not encoded'),
  );
  await expect(testEgress().request({ method: 'GET', url: server.url })).rejects.toMatchObject({
    code: 'provider.malformed',
    message: expect.stringContaining(message),
  });
});

test('redirects are answered as they are unless asked for', async () => {
  const server = await serve((_request, response) => response.writeHead(302, { location: '/next' }).end());
  const answer = await testEgress().request({ method: 'GET', url: server.url });
  expect([answer.status, answer.headers['location']]).toEqual([302, '/next']);
});

test('redirects are followed up to the limit, and a loop ends there', async () => {
  let hits = 0;
  const server = await serve((_request, response) => response.writeHead(302, { location: `/${++hits}` }).end());
  expect((await testEgress().request({ method: 'GET', url: server.url, maxRedirects: 3 })).status).toBe(302);
  expect(hits).toBe(4);
});

test('another origin that is redirected to does not see the authorization', async () => {
  const other = await serve((request, response) => answerJson(response, 200, request.headers));
  const server = await serve((_request, response) => response.writeHead(307, { location: other.url }).end());
  const answer = await testEgress().request({
    method: 'GET',
    url: server.url,
    maxRedirects: 1,
    headers: { Authorization: 'Bearer t', 'X-Key': 'k' },
  });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body.toString())).not.toHaveProperty('authorization');
  expect(answer.body.toString()).not.toContain('"x-key"');
});

test('where the method must stay the same, a redirect that would make a GET of a POST is the answer', async () => {
  const seen: string[] = [];
  const server = await serve((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const status = request.url === '/first' ? 308 : 302;
    response.writeHead(status, { location: '/next' }).end();
  });
  const answer = await testEgress().request({
    method: 'POST',
    url: `${server.url}/first`,
    body: '{}',
    maxRedirects: 5,
    redirects: 'sameMethod',
  });
  expect(answer.status).toBe(302);
  expect(seen).toEqual(['POST /first', 'POST /next']);
});

test('a refused redirect says which host it came from', async () => {
  const server = await serve((_request, response) => response.writeHead(307, { location: 'http://10.0.0.1/' }).end());
  await expect(testEgress().request({ method: 'GET', url: server.url, maxRedirects: 1 })).rejects.toThrow(
    `127.0.0.1:${server.port} redirects to an address that is not allowed. The address 10.0.0.1 is private;`,
  );
});

test.each([
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]/',
  'http://0xa.1/',
  'http://inside.example/',
  'ftp://example.com/',
])('a redirect to %s is refused', async (location) => {
  const server = await serve((_request, response) => response.writeHead(302, { location }).end());
  const egress = testEgress({ resolve: () => Promise.resolve([{ address: '10.0.0.1', family: 4 }]) });
  await expect(egress.request({ method: 'GET', url: server.url, maxRedirects: 5 })).rejects.toMatchObject({
    code: 'address.refused',
  });
});
