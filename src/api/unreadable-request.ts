import type { FastifyServerOptions } from 'fastify';
import { Fault } from '../model/fault.ts';
import { toBody } from './errors.ts';
import { newRequestId, requestIdHeader } from './request-id.ts';

type ClientErrorHandler = NonNullable<FastifyServerOptions['clientErrorHandler']>;

/** Answers what is not understood as HTTP, and so never becomes a request, in the shape of all errors. The connection ends. */
export const answerUnreadable: ClientErrorHandler = (error, socket) => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const fault = faultOf(error.code);
  const requestId = newRequestId();
  const body = JSON.stringify(toBody(fault, requestId));
  const head = [
    `HTTP/1.1 ${fault.status} Refused`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `${requestIdHeader}: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};

function faultOf(code: string): Fault {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Fault(
      'request.head_too_large',
      'The URL and the headers of the request are larger than 16 KB together.',
    );
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Fault('request.timeout', 'The request did not arrive within a minute.');
  return new Fault('request.malformed', 'The request is not HTTP.');
}
