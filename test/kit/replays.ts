import type { ReplayBody } from '../../src/api/instances/replay-body.ts';
import { until, type Flow } from './flow.ts';
import type { ApiClient } from './server.ts';

const inTheEnd = ['completed', 'failed', 'cancelled'];

export const readReplay = ({ server }: { server: ApiClient }, instanceId: number, id: number): Promise<ReplayBody> =>
  server.call<ReplayBody>('GET', `/instances/${instanceId}/replays/${id}`);

/** Asks for a replay, without waiting for it. */
export const askForReplay = ({ server }: Flow, instanceId: number, body: object): Promise<ReplayBody> =>
  server.call<ReplayBody>('POST', `/instances/${instanceId}/replays`, body);

/** Until it has ended. */
export async function replayed(flow: { server: ApiClient }, instanceId: number, id: number): Promise<ReplayBody> {
  let body = await readReplay(flow, instanceId, id);
  await until(async () => {
    body = await readReplay(flow, instanceId, id);
    return inTheEnd.includes(body.status);
  });
  return body;
}

/** From the request to the end. */
export const replay = async (flow: Flow, instanceId: number, body: object): Promise<ReplayBody> =>
  replayed(flow, instanceId, (await askForReplay(flow, instanceId, body)).id);
