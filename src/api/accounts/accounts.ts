import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { readAccounts, type StoredAccount } from '../../store/read-accounts.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pathId } from '../path-id.ts';
import { platformOnly } from '../platform-only.ts';
import { answers, routesOf } from '../routes.ts';

const tags = ['Accounts'];

const accountBody = z
  .object({ id: z.number(), name: z.string(), createdDate: z.string().describe('2026-01-31T08:00:00.000Z') })
  .meta({ id: 'Account' });

/** `GET /accounts`, `GET /accounts/{accountId}`. */
export function accountRoutes(app: FastifyInstance, { db, ...deps }: ApiDeps): void {
  const onRequest = access({ db, ...deps }, 'organization');
  const routes = routesOf(app);
  const list = { tags, summary: 'The accounts of the organisation', response: answers(z.array(accountBody)) };
  routes.get('/accounts', { onRequest, constraints: platformOnly, schema: list }, async ({ identity }) => {
    const { organizationId } = identity.caller;
    return (await readAccounts(db, { organizationId })).map(toAccountBody);
  });
  const params = z.object({ accountId: z.string().meta({ type: 'integer', description: 'The id of the account.' }) });
  const one = { tags, summary: 'One account', params, response: answers(accountBody) };
  routes.get(
    '/accounts/:accountId',
    { onRequest, constraints: platformOnly, schema: one },
    async ({ identity, params: { accountId } }) => {
      const id = pathId(accountId);
      const { organizationId } = identity.caller;
      const [account] = id === undefined ? [] : await readAccounts(db, { organizationId, id });
      if (!account) throw new Fault('account.not_found', `There is no account ${JSON.stringify(accountId)}.`);
      return toAccountBody(account);
    },
  );
}

const toAccountBody = ({ id, name, createdAt }: StoredAccount): z.output<typeof accountBody> => ({
  id,
  name,
  createdDate: new Date(createdAt).toISOString(),
});
