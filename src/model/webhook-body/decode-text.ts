/**
 * The text of a body: in the charset that its content type names, else UTF-8, without a byte order mark. What is not of
 * this charset becomes U+FFFD.
 */
export function decodeText(body: Uint8Array, contentType: string): string {
  const charset = /;\s*charset="?([\w.:-]+)"?/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    // A charset that nobody knows.
    return new TextDecoder('utf-8').decode(body);
  }
}
