import { constants, type BrotliDecompress, type Gunzip, type Inflate, type InflateRaw } from 'node:zlib';
import { decodeBody, encodingOf, encodingsOf, type DecodeLimits } from './decode-body.ts';

/** What of a body can be read. */
export interface Beginning {
  body: Buffer;
  /** False: there is more of it. */
  whole: boolean;
}

/** What the decoder gives back at a time. What it has not given back before it meets broken data is lost. */
const chunkBytes = 1024;

/** A flush instead of an end: a body that was cut off is no error. */
const zlibOptions = { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: chunkBytes };
const brotliOptions = { finishFlush: constants.BROTLI_OPERATION_FLUSH, chunkSize: chunkBytes };

/**
 * Undoes the content encodings of a body as far as that goes, up to `maxBodyBytes`; never rejects. `cut`: the body is not
 * all that was sent. Nothing can be read of one whose encoding is unknown.
 */
export async function decodeBeginning(
  encoded: Buffer,
  encoding: string,
  { cut, ...limits }: DecodeLimits & { cut: boolean },
): Promise<Beginning> {
  if (!cut) {
    const decoded = await decodeBody(encoded, encoding, limits).catch(() => undefined);
    if (decoded) return { body: decoded, whole: true };
  }
  let body = encoded;
  for (const name of encodingsOf(encoding)) {
    const known = encodingOf(name, body);
    if (known === 'none') continue;
    if (!known) return { body: Buffer.alloc(0), whole: false };
    const options = name === 'br' ? brotliOptions : zlibOptions;
    body = await readBeginning(known.createStream(options), body, limits.maxBodyBytes);
  }
  return { body, whole: false };
}

const readBeginning = (
  stream: Gunzip | Inflate | InflateRaw | BrotliDecompress,
  encoded: Buffer,
  maxBytes: number,
): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let readBytes = 0;
    const end = () => {
      stream.destroy();
      resolve(Buffer.concat(chunks).subarray(0, maxBytes));
    };
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      readBytes += chunk.length;
      if (readBytes >= maxBytes) end();
    });
    stream.on('end', end);
    stream.on('error', end);
    stream.end(encoded);
  });
