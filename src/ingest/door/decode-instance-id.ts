/** The id that the address of a webhook has: base64, padded or not, URL-safe or not. Undefined for any other text. */
export function decodeInstanceId(encoded: string): number | undefined {
  if (!/^[\w+/-]{1,24}={0,2}$/.test(encoded)) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('latin1');
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
