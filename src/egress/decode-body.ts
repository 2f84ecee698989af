import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzip,
  inflate,
  inflateRaw,
  type InputType,
} from 'node:zlib';
import { Fault } from '../model/fault.ts';

type Decompress = (
  body: InputType,
  options: { maxOutputLength: number },
  callback: (error: Error | null, result: Buffer) => void,
) => void;

/** The two ways to undo an encoding: at once, and as far as it goes. */
interface Encoding {
  decompress: Decompress;
  createStream: typeof createGunzip | typeof createInflate | typeof createInflateRaw | typeof createBrotliDecompress;
}

export interface DecodeLimits {
  /** For messages. */
  host: string;
  /** After decompression. */
  maxBodyBytes: number;
}

/** The encodings we understand, as the request header says it. */
export const acceptEncoding = 'gzip, deflate, br';

/**
 * Undoes the content encodings of a body, the last one first. Throws `provider.too_large` as soon as the result passes
 * `maxBodyBytes`, and `provider.malformed` for an encoding that we did not ask for or that is broken.
 */
export async function decodeBody(
  encoded: Buffer,
  encoding: string,
  { host, maxBodyBytes }: DecodeLimits,
): Promise<Buffer> {
  let body = encoded;
  for (const name of encodingsOf(encoding)) {
    const known = encodingOf(name, body);
    if (known === 'none') continue;
    if (!known) {
      throw new Fault(
        'provider.malformed',
        `${host} answered with content-encoding ${name}; allowed: ${acceptEncoding}.`,
      );
    }
    body = await inflated({ decompress: known.decompress, body, name }, { host, maxBodyBytes });
  }
  return body;
}

/** The names in a `content-encoding` header, in the order in which they are undone. */
export const encodingsOf = (header: string): string[] =>
  header
    .toLowerCase()
    .split(',')
    .reverse()
    .map((name) => name.trim());

/** Undefined: not one of ours. */
export function encodingOf(name: string, body: Buffer): Encoding | 'none' | undefined {
  if (name === 'identity' || name === '') return 'none';
  if (name === 'gzip' || name === 'x-gzip') return gzipEncoding;
  if (name === 'br') return brotliEncoding;
  // Servers mean either of two formats by "deflate"; only the one with a zlib header has 8 in the low bits.
  if (name === 'deflate') return ((body[0] ?? 0) & 0x0f) === 8 ? zlibEncoding : rawEncoding;
  return undefined;
}

const gzipEncoding: Encoding = { decompress: gunzip, createStream: createGunzip };
const brotliEncoding: Encoding = { decompress: brotliDecompress, createStream: createBrotliDecompress };
const zlibEncoding: Encoding = { decompress: inflate, createStream: createInflate };
const rawEncoding: Encoding = { decompress: inflateRaw, createStream: createInflateRaw };

const inflated = (
  { decompress, body, name }: { decompress: Decompress; body: Buffer; name: string },
  { host, maxBodyBytes }: DecodeLimits,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    decompress(body, { maxOutputLength: Math.max(1, maxBodyBytes) }, (error, result) => {
      if (!error) resolve(result);
      else if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') reject(tooLarge(host, maxBodyBytes));
      else reject(new Fault('provider.malformed', `${host} answered with a broken ${name} body.`, { cause: error }));
    });
  });

export const tooLarge = (host: string, maxBodyBytes: number): Fault =>
  new Fault('provider.too_large', `${host} answered with more than the ${maxBodyBytes} bytes allowed.`);
