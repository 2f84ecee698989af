import { errors } from 'undici';
import { Fault } from '../model/fault.ts';

/** Turns what a connection failed with into a fault that names the host and nothing secret. */
export function transportFault(host: string, error: unknown): Error {
  if (error instanceof Fault) return error;
  if (error instanceof errors.InvalidArgumentError) {
    return new Fault('configuration.invalid', `The request to ${host} cannot be sent: ${error.message}.`, {
      cause: error,
    });
  }
  return new Fault('provider.unreachable', `${describe(host, error)}.`, { cause: error });
}

function describe(host: string, error: unknown): string {
  const code = errorCode(error);
  const known = code === undefined ? undefined : reasons[code];
  if (known) return known(host);
  if (code !== undefined && isTlsCode(code)) return `${host} has no valid TLS certificate (${code})`;
  return `The connection to ${host} failed (${code ?? 'unknown reason'})`;
}

const closed = (host: string) => `${host} closed the connection before its answer was complete`;
const nameUnknown = (host: string) => `The name of ${host} cannot be resolved`;
const noRoute = (host: string) => `There is no route to ${host}`;
const noConnection = (host: string) => `${host} did not accept a connection in time`;
const notHttp = (host: string) => `${host} answered with something that is not HTTP`;

const reasons: Record<string, (host: string) => string> = {
  ECONNREFUSED: (host) => `${host} refused the connection`,
  ECONNRESET: closed,
  EPIPE: closed,
  UND_ERR_SOCKET: closed,
  UND_ERR_CLOSED: (host) => `The request to ${host} was not sent: the server is shutting down`,
  UND_ERR_DESTROYED: (host) => `The request to ${host} was cut off: the server is shutting down`,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: closed,
  ENOTFOUND: nameUnknown,
  EAI_AGAIN: nameUnknown,
  EAI_FAIL: nameUnknown,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EADDRNOTAVAIL: noRoute,
  ETIMEDOUT: noConnection,
  UND_ERR_CONNECT_TIMEOUT: noConnection,
  UND_ERR_HEADERS_OVERFLOW: (host) => `${host} answered with more headers than allowed`,
  EPROTO: notHttp,
};

/** The code of what a connection failed with, such as `ENOTFOUND`. */
export function errorCode(error: unknown): string | undefined {
  // Several addresses were tried: their errors are inside, the last one being as good as any.
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors.at(-1));
  if (error instanceof errors.HTTPParserError) return 'EPROTO';
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

export const isTlsCode = (code: string) =>
  code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || /CERT|SIGNATURE|CRL/.test(code);
