/** A new key in the form of Standard Webhooks: `whsec_` and the base64 of 32 random bytes. */
export function newSignatureKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCodePoint(...bytes))}`;
}
