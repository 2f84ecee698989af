import type { FastifyInstance } from 'fastify';
import { parseShallowJson } from '../lib/shallow-json.ts';

/** 8 MB, as the contract has it. */
export const bodyLimitBytes = 8 * 1024 * 1024;

/** JSON and nothing else. A broken body is answered with the line and column where it breaks. */
export function parseBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      // Some clients send the header without a body.
      done(null, body.trim() === '' ? undefined : parseShallowJson(body.replace(/^\uFEFF/, '')));
    } catch (error) {
      done(error as Error);
    }
  });
}
