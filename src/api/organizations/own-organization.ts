import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readOrganization, renameOrganization } from '../../store/organizations.ts';
import { rotateOrganizationSecret } from '../../store/rotate-secret.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { platformOnly } from '../platform-only.ts';
import { requireAdmin } from '../require-admin.ts';
import { answers, routesOf } from '../routes.ts';
import { organizationBody, organizationName, toOrganizationBody } from './organization-body.ts';

const path = '/organizations/me';
const tags = ['People'];
const hourMs = 60 * 60 * 1000;

const rotation = z
  .strictObject({
    graceHours: z
      .number()
      .min(0)
      .max(168)
      .default(0)
      .describe('So long the secret before is taken, too. Default 0: it is refused at once.'),
  })
  .optional();

const rotated = z
  .object({
    secret: z.string().describe('The new Organization secret. Shown by this answer alone.'),
    oldSecretUntilDate: z.string().nullable().describe('Null: the secret before is refused from now on.'),
  })
  .meta({ id: 'OrganizationSecret' });

/** `GET|PATCH|PUT /organizations/me`, `POST /organizations/me/secret`. */
export function ownOrganizationRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const { db, clock } = deps;
  const onRequest = access(deps, 'organization');
  const one = { tags, response: answers(organizationBody) };
  const shown = async ({ identity }: FastifyRequest) =>
    toOrganizationBody(await readOrganization(db, identity.caller.organizationId), clock.now());
  const read = { ...one, summary: "The caller's organisation" };
  routesOf(app).get(path, { onRequest, constraints: platformOnly, schema: read }, shown);
  const change = { ...one, summary: 'Change its name. For admins', body: z.strictObject({ name: organizationName }) };
  for (const method of ['PATCH', 'PUT'] as const) {
    routesOf(app).route({
      method,
      url: path,
      onRequest,
      schema: change,
      handler: async (request) => {
        requireAdmin(request, 'change the organisation');
        await renameOrganization(db, { id: request.identity.caller.organizationId, name: request.body.name });
        return shown(request);
      },
    });
  }
  secretRoute(app, deps);
}

function secretRoute(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags,
    summary: 'Give it a new secret. For admins. An addition',
    body: rotation,
    response: answers(rotated),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).post(`${path}/secret`, { onRequest, schema }, async (request) => {
    requireAdmin(request, 'give the organisation a new secret');
    const { organizationId } = request.identity.caller;
    const graceMs = Math.ceil((request.body?.graceHours ?? 0) * hourMs);
    const oldSecretUntil = graceMs === 0 ? undefined : deps.clock.now() + graceMs;
    const secret = await rotateOrganizationSecret(deps, { organizationId, oldSecretUntil });
    deps.log.info({ organizationId, graceMs }, 'organization secret rotated');
    return {
      secret,
      oldSecretUntilDate: oldSecretUntil === undefined ? null : new Date(oldSecretUntil).toISOString(),
    };
  });
}
