import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../../model/fault.ts';
import { bodyLimitBytes } from '../body-parser.ts';

type Decompress = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const decompressors = new Map<string, Decompress>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** Bodies of any content type are taken as the bytes that came, compressed or not. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** So much may a body become without a look at how small it was sent; beyond, so many times as much as was sent. */
const unsuspiciousBytes = 1024 * 1024;
const mostRatio = 100;

/** The bytes of a body, over which signatures are: what was compressed on the way is undone. */
export async function bodyOf({ body: sent, headers }: Pick<FastifyRequest, 'body' | 'headers'>): Promise<Buffer> {
  const body = Buffer.isBuffer(sent) ? sent : Buffer.alloc(0);
  const { 'content-encoding': encoding = 'identity' } = headers;
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return body;
  const decompress = decompressors.get(name);
  if (!decompress) {
    const found = JSON.stringify(encoding.slice(0, 100));
    throw new Fault(
      'request.unsupported_media_type',
      `Content-Encoding: found ${found}; allowed: gzip, deflate or br.`,
    );
  }
  const maxOutputLength = Math.min(bodyLimitBytes, Math.max(unsuspiciousBytes, mostRatio * body.length));
  return decompress(body, { maxOutputLength }).catch((error: unknown) => {
    const isTooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    if (isTooLarge)
      throw new Fault(
        'request.too_large',
        'The body is too large when it is decompressed; allowed: 8 MB, and beyond 1 MB not more than 100 times what was sent.',
      );
    throw new Fault('request.malformed', `The body is not compressed with ${name}, as Content-Encoding says.`);
  });
}
