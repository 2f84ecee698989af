import { brotliDecompress, gunzip, inflate, inflateRaw, type InputType } from 'node:zlib';
import { Fault } from '../model/fault.ts';

type Decompress = (
  body: InputType,
  options: { maxOutputLength: number },
  callback: (error: Error | null, result: Buffer) => void,
) => void;

/** The encodings we understand, as the request header says it. */
export const acceptEncoding = 'gzip, deflate, br';

/**
 * Undoes the content encodings of a body, the last one first. Throws `provider.too_large` as soon as the result passes
 * `maxBodyBytes`, and `provider.malformed` for an encoding that we did not ask for or that is broken.
 */
export async function decodeBody(
  encoded: Buffer,
  encoding: string,
  { host, maxBodyBytes }: { host: string; maxBodyBytes: number },
): Promise<Buffer> {
  let body = encoded;
  for (const name of encoding.toLowerCase().split(',').reverse()) {
    const decompress = decompressor(name.trim(), body);
    if (decompress === 'none') continue;
    if (!decompress) {
      throw new Fault(
        'provider.malformed',
        `${host} answered with content-encoding ${name.trim()}; allowed: ${acceptEncoding}.`,
      );
    }
    body = await inflated({ decompress, body, name: name.trim() }, { host, maxBodyBytes });
  }
  return body;
}

function decompressor(name: string, body: Buffer): Decompress | 'none' | undefined {
  if (name === 'identity' || name === '') return 'none';
  if (name === 'gzip' || name === 'x-gzip') return gunzip;
  if (name === 'br') return brotliDecompress;
  // Servers mean either of two formats by "deflate"; only the one with a zlib header has 8 in the low bits.
  if (name === 'deflate') return ((body[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw;
  return undefined;
}

const inflated = (
  { decompress, body, name }: { decompress: Decompress; body: Buffer; name: string },
  { host, maxBodyBytes }: { host: string; maxBodyBytes: number },
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
