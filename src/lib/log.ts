import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** Structured lines, on standard output unless `to` is given. Nothing secret may be passed to it; `redact` is the second fence. */
export const createLog = (level: string, to?: DestinationStream): Log => {
  const options = {
    level,
    base: null,
    serializers: { err: describeError },
    redact: { paths: ['*.authorization', '*.password', '*.token', '*.secret'], censor: '********' },
  };
  return to ? pino(options, to) : pino(options);
};

/** Of an error only what tells what happened: drivers hang whole clients, with their keys, onto theirs. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return { type: name, ...(typeof code === 'string' && { code }), message, stack };
}
