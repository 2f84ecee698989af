import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listen, serve } from '../../test/kit/listen.ts';
import { testEgress } from '../../test/kit/test-egress.ts';

/** A server that speaks raw bytes, to answer what no HTTP server would. */
async function serveRaw(answer: string): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('a refused connection names the host and no key', async () => {
  const server = await listen(() => undefined);
  await server.close();
  const error = await testEgress()
    .request({ method: 'GET', url: `${server.url}/path?key=secret` })
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    code: 'provider.unreachable',
    message: `127.0.0.1:${server.port} refused the connection.`,
  });
  expect((error as Error).cause).toBeInstanceOf(Error);
});

test('a connection cut before or in the middle of the answer is unreachable', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/middle')
      response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.destroy());
    else request.socket.destroy();
  });
  for (const path of ['/before', '/middle']) {
    await expect(testEgress().request({ method: 'GET', url: server.url + path })).rejects.toMatchObject({
      code: 'provider.unreachable',
      message: `127.0.0.1:${server.port} closed the connection before its answer was complete.`,
    });
  }
});

test('an answer that is not HTTP is said to be none', async () => {
  const url = await serveRaw('SSH-2.0-OpenSSH_9.6\r\n');
  await expect(testEgress().request({ method: 'GET', url })).rejects.toMatchObject({
    code: 'provider.unreachable',
    message: expect.stringContaining('not HTTP'),
  });
});

test('TLS with a server that speaks none is unreachable', async () => {
  const server = await serve((_request, response) => response.end());
  await expect(testEgress().request({ method: 'GET', url: server.url.replace('http', 'https') })).rejects.toMatchObject(
    { code: 'provider.unreachable' },
  );
});

test('a name that does not resolve is unreachable, yet allowed', async () => {
  const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
  const egress = testEgress({ resolve });
  await expect(egress.request({ method: 'GET', url: 'http://nobody.example/?key=secret' })).rejects.toMatchObject({
    code: 'provider.unreachable',
    message: 'The name of nobody.example cannot be resolved.',
  });
  await expect(egress.assertAllowed('http://nobody.example/')).resolves.toBeUndefined();
});

test('a header that cannot be sent is named, its value is not', async () => {
  const error = await testEgress()
    .request({ method: 'GET', url: 'http://127.0.0.1:1/', headers: { 'x-key': 'secret\nx-injected: 1' } })
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    code: 'configuration.invalid',
    message: 'The request to 127.0.0.1:1 cannot be sent: invalid x-key header.',
  });
});

test('closing ends what is in flight', async () => {
  const egress = testEgress();
  const server = await serve(() => void egress.close());
  await expect(egress.request({ method: 'GET', url: server.url })).rejects.toMatchObject({
    code: 'provider.unreachable',
    message: expect.stringContaining('shutting down'),
  });
});
