import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { createOrganization } from '../../store/first-organization.ts';
import { isEmailTaken } from '../../store/is-email-taken.ts';
import { listOrganizations, readOrganization } from '../../store/organizations.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pageOf, paging } from '../page-of.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { platformOnly } from '../platform-only.ts';
import { answers, routesOf } from '../routes.ts';
import { newUser } from '../users/user-body.ts';
import { emailTaken } from '../users/user-places.ts';
import { organizationBody, organizationName, toOrganizationBody } from './organization-body.ts';

const path = '/organizations';
const tags = ['People'];

const listed = organizationBody.extend({ users: z.number(), instances: z.number() }).meta({ id: 'OrganizationListed' });

const newOrganization = z.strictObject({
  name: organizationName,
  admin: newUser.omit({ role: true }).describe('Its first admin.'),
});

const made = organizationBody
  .extend({
    secret: z.string().describe('The Organization secret. Shown by this answer alone.'),
    admin: z.object({
      email: z.string(),
      secret: z.string().describe('The User secret. Shown by this answer alone.'),
      password: z.string().nullable().describe('The first password, where none was given. Shown by this answer alone.'),
    }),
  })
  .meta({ id: 'OrganizationMade' });

/** `GET|POST /organizations`: for admins of the organisation that runs the server. GET is an addition. */
export function organizationListRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const { db, clock } = deps;
  const onRequest = access(deps, 'organization');
  const list = {
    tags,
    summary: 'The organisations of this server. For operators',
    querystring: z.object(paging(200, 1000)),
    response: answers(z.array(listed)),
  };
  routesOf(app).get(path, { onRequest, constraints: platformOnly, schema: list }, async (request, reply) => {
    await requireOperator(deps, request);
    const { pageSize, nextPage } = request.query;
    const afterId = nextPage === undefined ? 0 : parseListToken(nextPage);
    const { organizations: found, total } = await listOrganizations(db, { afterId, limit: pageSize + 1 });
    const page = pageOf(reply, { found, pageSize, total, tokenOf: ({ id }) => printListToken(id) });
    return page.map((one) => ({
      ...toOrganizationBody(one, clock.now()),
      users: one.users,
      instances: one.instances,
    }));
  });
  const summary = 'Make an organisation with its first admin. The answer alone shows their secrets. For operators';
  const post = { tags, summary, body: newOrganization, response: answers(made) };
  routesOf(app).post(path, { onRequest, schema: post }, async (request) => {
    await requireOperator(deps, request);
    return make(deps, request.body);
  });
}

async function make(deps: ApiDeps, { name, admin }: z.output<typeof newOrganization>): Promise<z.output<typeof made>> {
  const { db, sealer, clock, log } = deps;
  const { email, firstName, lastName, password } = admin;
  const settings = { organizationName: name, email, firstName, lastName, ...(password !== undefined && { password }) };
  const { organizationId, generated } = await db
    .transaction()
    .execute((trx) => createOrganization(trx, { sealer, clock, settings }))
    .catch((error: unknown) => {
      throw isEmailTaken(error) ? emailTaken(email) : error;
    });
  log.info({ madeOrganizationId: organizationId }, 'organization made');
  const { userSecret = '', organizationSecret = '', password: first = null } = generated;
  return {
    ...toOrganizationBody(await readOrganization(db, organizationId), clock.now()),
    secret: organizationSecret,
    admin: { email, secret: userSecret, password: first },
  };
}

async function requireOperator({ db }: ApiDeps, { identity }: FastifyRequest): Promise<void> {
  const { role, organizationId } = identity.caller;
  if (role === 'admin' && (await readOrganization(db, organizationId)).operator) return;
  throw new Fault('access.denied', 'Only admins of the organisation that runs this server may do this.');
}
