import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { acknowledgeNotification } from '../../store/acknowledge-notification.ts';
import { deleteNotification } from '../../store/delete-notification.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { emptyBody } from '../instances/empty-body.ts';
import { answers, nothing, routesOf } from '../routes.ts';
import { sendJsonText } from '../send-json-text.ts';
import { existingNotification, noNotification, notificationId, notificationIdOf } from './existing-notification.ts';
import { notificationBody, printNotification } from './notification-body.ts';

const tags = ['Notifications'];
const path = '/notifications/:id';
const params = z.object({ id: notificationId });

/** `GET|DELETE /notifications/{id}`, `PUT /notifications/{id}/acknowledge`. */
export function notificationRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const one = { tags, params, response: answers(notificationBody) };
  routesOf(app).get(path, { onRequest, schema: { ...one, summary: 'One notification' } }, async (request, reply) => {
    const { organizationId } = request.identity.caller;
    const found = await existingNotification(deps, { organizationId, id: notificationIdOf(request) });
    return sendJsonText(reply, await printNotification(deps, found));
  });
  const acknowledge = { ...one, summary: 'Say that it was dealt with', body: emptyBody };
  routesOf(app).put(`${path}/acknowledge`, { onRequest, schema: acknowledge }, async (request, reply) => {
    const of = { organizationId: request.identity.caller.organizationId, id: notificationIdOf(request) };
    if (!(await acknowledgeNotification(deps.db, { ...of, now: deps.clock.now() }))) throw noNotification(of.id);
    return sendJsonText(reply, await printNotification(deps, await existingNotification(deps, of)));
  });
  const summary = 'Delete it with its events; what is outstanding of it is not sent';
  const remove = { tags, summary, params, response: answers(nothing) };
  routesOf(app).delete(path, { onRequest, schema: remove }, async (request, reply) => {
    const of = { organizationId: request.identity.caller.organizationId, id: notificationIdOf(request) };
    if (!(await deleteNotification(deps.db, of))) throw noNotification(of.id);
    deps.log.info({ notificationId: of.id }, 'notification deleted');
    return reply.code(200).send();
  });
}
