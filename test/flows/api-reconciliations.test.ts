import { expect, test } from 'vitest';
import type { ErrorBody } from '../../src/api/errors.ts';
import { startFlow } from '../kit/flow.ts';

/** Nothing works on them here: the API alone. */
async function startWithInstance() {
  const flow = await startFlow({ roles: 'api' });
  const id = await flow.instance(flow.simulator.salesloft);
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await flow.server
      .call<unknown>(method, `/instances/${id}/reconciliations${path}`, body)
      .catch((error: unknown) => (error as Error).message);
    return answer;
  };
  return { flow, id, call };
}

const faultOf = (answer: unknown): ErrorBody & { status: string } => {
  const [, status = '', body = '{}'] = /: (\d{3}) (.*)$/.exec(String(answer)) ?? [];
  return { ...(JSON.parse(body) as ErrorBody), status };
};

test('a reconciliation is asked for, listed, looked at and cancelled', async () => {
  const { call } = await startWithInstance();
  const made = (await call('POST', '', {})) as { id: number; resource: string }[];
  expect(made.map(({ resource }) => resource)).toEqual(['contacts']);
  const waiting = {
    id: made[0]?.id,
    resource: 'contacts',
    reason: 'requested',
    status: 'waiting',
    progress: {
      requests: 0,
      known: 0,
      percentage: null,
      scopesDone: 0,
      scopes: null,
      skippedScopes: [],
      nextStepDate: expect.any(String) as string,
    },
    counts: {
      records: 0,
      unchanged: 0,
      remembered: 0,
      ahead: 0,
      missedCreated: 0,
      missedUpdated: 0,
      restored: 0,
      deleted: 0,
      missingOnce: 0,
    },
    sample: [],
    error: null,
    createdDate: expect.any(String) as string,
    startedDate: null,
    finishedDate: null,
  };
  expect(made).toEqual([waiting]);
  expect(await call('POST', '', { resource: 'contacts' })).toEqual([waiting]);
  expect(await call('GET', '')).toEqual([waiting]);
  expect(await call('GET', '?resource=contacts')).toEqual([waiting]);
  expect(await call('GET', `/${made[0]?.id}`)).toEqual(waiting);
  expect(await call('DELETE', `/${made[0]?.id}`)).toMatchObject({ status: 'cancelled' });
  const next = (await call('POST', '', { resource: 'contacts' })) as { id: number }[];
  expect(next[0]?.id).toBeGreaterThan(made[0]?.id ?? 0);
  expect((await call('GET', '')) as object[]).toHaveLength(2);
});

test('what cannot be is refused with the reason', async () => {
  const { call, id, flow } = await startWithInstance();
  const notPolled = {
    status: '404',
    code: 'resource.polling_not_configured',
    message: `Instance ${id} does not poll "deals"; it polls contacts.`,
  };
  expect(faultOf(await call('POST', '', { resource: 'deals' }))).toMatchObject(notPolled);
  expect(faultOf(await call('GET', '?resource=deals'))).toMatchObject(notPolled);
  expect(faultOf(await call('POST', '', { resorce: 'contacts' }))).toMatchObject({
    status: '400',
    issues: [{ path: 'resorce', message: 'unknown; allowed: resource. Did you mean resource?' }],
  });
  for (const named of ['7', 'x', '1.5', '99999999999999999999']) {
    expect(faultOf(await call('GET', `/${named}`))).toMatchObject({
      status: '404',
      code: 'reconciliation.not_found',
      message: `Instance ${id} has no reconciliation "${named}".`,
    });
  }
  expect(faultOf(await call('GET', '?nextPage=nonsense'))).toMatchObject({ status: '400', code: 'query.invalid' });
  const [made] = (await call('POST', '', {})) as { id: number }[];
  const path = `/${made?.id}`;
  expect(faultOf(await call('POST', `${path}/release`))).toMatchObject({
    status: '409',
    code: 'reconciliation.not_held',
    message: `Reconciliation ${made?.id} is waiting, not held.`,
  });
  await call('DELETE', path);
  expect(faultOf(await call('DELETE', path))).toMatchObject({ status: '409', code: 'reconciliation.ended' });
  const other = await flow.instance(flow.simulator.activecampaign);
  const ofOther = await flow.server.call('GET', `/instances/${other}/reconciliations${path}`).catch(String);
  expect(ofOther).toContain('reconciliation.not_found');
  await flow.server.call('DELETE', `/instances/${id}/enabled`);
  expect(faultOf(await call('POST', '', {}))).toMatchObject({ status: '403', code: 'instance.disabled' });
});
