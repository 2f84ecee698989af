import type { WebhookRequest } from '../../model/webhook-request.ts';
import { decodedUrl } from './decoded-url.ts';

interface Signed {
  request: WebhookRequest;
  /** As it was received: a number keeps its digits. */
  timestamp: string;
  id: string;
  secret: Buffer;
}

/** The bytes that a vendor signed, piece by piece. The body stays as it was received, whatever its charset. */
export const signedPieces = (template: string, signed: Signed): Buffer[] =>
  template
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => pieceOf(piece, signed));

function pieceOf(piece: string, { request, timestamp, id, secret }: Signed): Buffer {
  switch (piece) {
    case '{body}':
      return request.body;
    case '{secret}':
      return secret;
    case '{timestamp}':
      return Buffer.from(timestamp);
    case '{id}':
      return Buffer.from(id);
    case '{method}':
      return Buffer.from(request.method);
    case '{url}':
      return Buffer.from(request.url);
    case '{decodedUrl}':
      return Buffer.from(decodedUrl(request.url));
    default:
      return Buffer.from(piece);
  }
}
