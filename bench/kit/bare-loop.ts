import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';

const agent = new Agent({ connections: 64, pipelining: 1 });

/** What any program must do: fetch every page and parse it. No decision, no database. */
export async function barePages(baseUrl: string, count: number, pageSize: number): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  for (let offset = 0; offset <= count; offset += pageSize) {
    const { body } = await request(`${baseUrl}/things?offset=${offset}&limit=${pageSize}`, { dispatcher: agent });
    const { items } = (await body.json()) as { items: unknown[] };
    if (items.length === 0) break;
    pages.push(items);
  }
  return pages;
}

/** Signed POSTs of ready bodies, `concurrency` at a time. */
export async function barePosts(url: string, bodies: string[], concurrency: number): Promise<void> {
  const queue = bodies.values();
  const worker = async () => {
    for (const body of queue) {
      const signature = createHmac('sha256', 'bench-signature-key').update(body).digest('base64');
      const headers = { 'content-type': 'application/json', 'elements-webhook-signature': `sha256=${signature}` };
      const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

export const closeBareLoop = (): Promise<void> => agent.close();
