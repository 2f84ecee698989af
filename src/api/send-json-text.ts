import type { FastifyReply } from 'fastify';

/** Answers JSON that is text already: what providers sent goes out as it came, numbers with all their digits. */
export const sendJsonText = (reply: FastifyReply, text: string): FastifyReply =>
  reply
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => body as string)
    .send(text);
