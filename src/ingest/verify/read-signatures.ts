import type { SignatureScheme } from '../../model/signature-scheme.ts';

type Form = Pick<SignatureScheme, 'prefix' | 'separator' | 'signaturePart' | 'timestampPart'>;

/** More than any vendor sends while it changes its secret. */
const mostSignatures = 20;

/** The signatures in a header, and the timestamp that stands beside them: `t=…,v1=…,v1=…`, `v1,… v1,…` or one alone. */
export function readSignatures(
  { prefix, separator, signaturePart, timestampPart }: Form,
  header: string,
): { signatures: string[]; timestampPart: string | undefined } {
  const parts = (separator === undefined ? [header] : header.split(separator)).map((part) => part.trim());
  const valuesOf = (name: string) =>
    parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
  const written = signaturePart === undefined ? parts : valuesOf(signaturePart);
  return {
    signatures: written
      .filter((signature) => signature.startsWith(prefix) && signature.length > prefix.length)
      .map((signature) => signature.slice(prefix.length))
      .slice(0, mostSignatures),
    timestampPart: timestampPart === undefined ? undefined : valuesOf(timestampPart)[0],
  };
}
