import { z } from 'zod';
import { seconds, text } from './connector-template.ts';

/** The part of the connector format for signatures: which bytes a vendor signs, with which key, and where it says so. */

export const verificationKeySchema = z
  .strictObject({
    entry: text.describe(
      'configuration entry that holds it, or the name of a value that a registration or a handshake has kept. More than one value that is known under this name: each is a good key',
    ),
    prefix: z.string().default('').describe('taken off its beginning where it is there, e.g. `whsec_`'),
    encoding: z.enum(['text', 'base64', 'hex']).default('text').describe('how its bytes are written'),
  })
  .describe('the secret that the vendor shares with us');

const timestamp = z
  .strictObject({
    header: text
      .optional()
      .describe('header that holds it. Absent: the part `timestampPart` of the signature header holds it'),
    unit: z.enum(['seconds', 'milliseconds', 'iso']).default('seconds'),
    toleranceSeconds: seconds
      .default(300)
      .describe('how far it may lie from our clock, in both directions, before the request is refused'),
  })
  .describe('when the vendor signed the request');

const signedWords = ['body', 'timestamp', 'method', 'url', 'decodedUrl', 'id', 'secret'] as const;

export const signatureSchema = z
  .strictObject({
    kind: z
      .enum(['hmac', 'hash'])
      .describe('`hash`: a plain digest; the secret then stands in `signed`, as `{secret}`'),
    algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
    encoding: z.enum(['hex', 'base64']).default('hex'),
    header: text.describe('header that holds the signature'),
    prefix: z.string().default('').describe('stands before each signature, e.g. `sha256=`'),
    separator: text
      .optional()
      .describe('splits the header into parts, e.g. `,` or a blank. Any of the signatures in it may be the right one'),
    signaturePart: text.optional().describe('the signatures are the parts `<name>=…`, e.g. `v1`'),
    timestampPart: text.optional().describe('the timestamp is the part `<name>=…`, e.g. `t`'),
    signed: text
      .default('{body}')
      .describe(
        "the text that is signed: `{body}` the bytes as received, `{timestamp}`, `{method}`, `{url}` the public address as it was called, with its query, `{decodedUrl}` the same without the escapes of `: / ? @ ! $ ' ( ) * , ;`, `{id}` the value of `idHeader`, `{secret}`",
      ),
    idHeader: text.optional().describe('header that holds the id of the message'),
    timestamp: timestamp.optional(),
    key: verificationKeySchema,
  })
  .superRefine((scheme, context) => {
    for (const [path, message] of [...signedIssues(scheme), ...partIssues(scheme)])
      context.addIssue({ code: 'custom', path: [path], message, input: scheme });
  });

type SchemeIssue = readonly [path: string, message: string];

interface SignedText {
  kind: 'hmac' | 'hash';
  signed: string;
  idHeader?: string | undefined;
  timestamp?: { header?: string | undefined } | undefined;
}

/** What the signed text lacks, or has in vain. */
function signedIssues({ kind, signed, idHeader, timestamp }: SignedText): SchemeIssue[] {
  const words = [...signed.matchAll(/\{(\w+)\}/g)].map(([, word = '']) => word);
  const has = (word: (typeof signedWords)[number]) => words.includes(word);
  const unknown = words.filter((word) => !signedWords.some((known) => known === word));
  const allowed = signedWords.map((known) => `{${known}}`).join(', ');
  const issues: SchemeIssue[] = unknown.map((word) => ['signed', `found {${word}}, allowed: ${allowed}`]);
  if (!has('body')) issues.push(['signed', 'it must have {body}, or anybody could change the body']);
  if (has('secret') !== (kind === 'hash'))
    issues.push(['signed', '{secret} stands in it with the kind hash, and only then']);
  if (has('timestamp') !== (timestamp !== undefined))
    issues.push(['timestamp', '{timestamp} stands in `signed` where there is a timestamp, and only then']);
  if (has('id') !== (idHeader !== undefined))
    issues.push(['idHeader', '{id} stands in `signed` where there is an idHeader, and only then']);
  return issues;
}

interface SignatureParts {
  separator?: string | undefined;
  signaturePart?: string | undefined;
  timestampPart?: string | undefined;
  timestamp?: { header?: string | undefined } | undefined;
}

/** Whether it is clear where in the headers the signatures and the timestamp stand. */
function partIssues({ separator, signaturePart, timestampPart, timestamp }: SignatureParts): SchemeIssue[] {
  const issues: SchemeIssue[] = [];
  const inPart = timestampPart !== undefined;
  if (timestamp ? inPart === (timestamp.header !== undefined) : inPart)
    issues.push(['timestampPart', 'a timestamp has exactly one of timestamp.header and timestampPart']);
  if ((signaturePart !== undefined || inPart) && separator === undefined)
    issues.push(['separator', 'missing, as the header has parts']);
  return issues;
}

/** The kinds hmac and hash. */
export type SignatureScheme = z.output<typeof signatureSchema>;
export type VerificationKey = z.output<typeof verificationKeySchema>;
