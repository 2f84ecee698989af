import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured lines on standard output. Nothing secret may be passed to it; `redact` is the second fence. */
export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
    serializers: { err: describeError },
    redact: { paths: ['*.authorization', '*.password', '*.token', '*.secret'], censor: '********' },
  });

/** Of an error only what tells what happened: drivers hang whole clients, with their keys, onto theirs. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return { type: name, ...(typeof code === 'string' && { code }), message, stack };
}
