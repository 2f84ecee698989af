import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Mailer } from '../../egress/mail.ts';
import { Fault } from '../../model/fault.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, nothing, routesOf } from '../routes.ts';

const address = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+$/, 'one e-mail address, e.g. ada@example.com');
const mostRecipients = 50;

const newEmail = z.strictObject({
  to: z.union([address, z.array(address).min(1).max(mostRecipients)]).describe('One address or up to 50.'),
  subject: z.string().min(1).max(998),
  message: z
    .string()
    .min(1)
    .max(256 * 1024)
    .describe('Plain text.'),
  from: address.optional().describe('Whom answers go to. The sender is TIDINGS_MAIL_FROM.'),
});

/** `POST /notifications/emails`. */
export function emailRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = { tags: ['Notifications'], summary: 'Send an e-mail', body: newEmail, response: answers(nothing) };
  const onRequest = access(deps, 'organization');
  routesOf(app).post('/notifications/emails', { onRequest, schema }, async (request, reply) => {
    const { body, identity } = request;
    const { to, subject, message, from } = body;
    const recipients = [to].flat();
    await mailerOf(deps)
      .send({ to: recipients, subject, text: message, replyTo: from })
      .catch((error: unknown) => {
        deps.log.warn({ err: error, requestId: request.id }, 'e-mail not sent');
        throw error;
      });
    deps.log.info({ userId: identity.caller.userId, recipients: recipients.length }, 'e-mail sent');
    return reply.code(200).send();
  });
}

function mailerOf({ mailer }: ApiDeps): Mailer {
  if (mailer) return mailer;
  throw new Fault(
    'mail.unavailable',
    'This server cannot send e-mail; its operator has to set TIDINGS_SMTP_URL and TIDINGS_MAIL_FROM.',
  );
}
