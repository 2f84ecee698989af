import type { ReconciliationBody } from '../../src/api/instances/reconciliation-body.ts';
import { until, type Flow } from './flow.ts';

const inTheEnd = ['held', 'completed', 'failed', 'cancelled'];

/** Asks for a reconciliation of one resource, without waiting for it. */
export async function askToReconcile(
  { server }: Flow,
  instanceId: number,
  resource: string,
): Promise<ReconciliationBody> {
  const asked = await server.call<ReconciliationBody[]>('POST', `/instances/${instanceId}/reconciliations`, {
    resource,
  });
  return asked[0] as ReconciliationBody;
}

/** Until it has ended, or is held. */
export async function reconciled({ server }: Flow, instanceId: number, id: number): Promise<ReconciliationBody> {
  const read = () => server.call<ReconciliationBody>('GET', `/instances/${instanceId}/reconciliations/${id}`);
  let body = await read();
  await until(async () => {
    body = await read();
    return inTheEnd.includes(body.status);
  });
  return body;
}

/** Reconciles one resource from the request to the end. */
export async function reconcile(flow: Flow, instanceId: number, resource = 'contacts'): Promise<ReconciliationBody> {
  return reconciled(flow, instanceId, (await askToReconcile(flow, instanceId, resource)).id);
}

/** The same; where it waits for longer than a moment, the clock is put forward to its next step. */
export async function reconciledInTime(flow: Flow, instanceId: number, id: number): Promise<ReconciliationBody> {
  const { server, clock } = flow;
  await until(async () => {
    const path = `/instances/${instanceId}/reconciliations/${id}`;
    const { status, progress } = await server.call<ReconciliationBody>('GET', path);
    const waitMs = Date.parse(progress.nextStepDate ?? '') - clock.now();
    if (waitMs > 2_000) clock.jump(waitMs);
    return inTheEnd.includes(status);
  });
  return reconciled(flow, instanceId, id);
}
