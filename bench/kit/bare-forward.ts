import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';

export interface BareForward {
  url: string;
  close(): Promise<void>;
}

/**
 * What any program must do with a webhook: read it, verify it, answer, and send a signed request on. In memory: nothing is
 * stored, compared or acknowledged, and nothing is tried again.
 */
export async function startBareForward(secret: string, callbackUrl: string): Promise<BareForward> {
  const agent = new Agent({ connections: 64, pipelining: 1 });
  const forward = async (body: string) => {
    const { events } = JSON.parse(body) as { events: { record: { id: string } }[] };
    const told = { message: { raw: { events }, events: events.map(({ record }) => ({ objectId: record.id })) } };
    const text = JSON.stringify(told);
    const signature = createHmac('sha256', 'bench-signature-key').update(text).digest('base64');
    const headers = { 'content-type': 'application/json', 'elements-webhook-signature': `sha256=${signature}` };
    const answer = await request(callbackUrl, { method: 'POST', headers, body: text, dispatcher: agent });
    await answer.body.dump();
  };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const expected = createHmac('sha256', secret).update(body).digest();
      const shown = Buffer.from(String(incoming.headers['x-bench-signature']), 'hex');
      const isGenuine = shown.length === expected.length && timingSafeEqual(shown, expected);
      response.writeHead(isGenuine ? 200 : 401, { 'content-type': 'application/json' }).end('{}');
      if (isGenuine) void forward(body.toString('utf8'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await agent.close();
    },
  };
}
