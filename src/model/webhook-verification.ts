import { z } from 'zod';
import { seconds, text } from './connector-template.ts';
import { signatureSchema, verificationKeySchema } from './signature-scheme.ts';

/** The part of the connector format that says how a vendor proves that a webhook comes from it. */

const place = z
  .union([
    z.strictObject({ header: text }),
    z.strictObject({ query: text }),
    z.strictObject({ field: text.describe('path in the body') }),
  ])
  .describe('where a value stands in the request; names of headers in any case');

const token = z
  .strictObject({
    kind: z.literal('token'),
    in: place,
    prefix: z.string().default('').describe('stands before the token, in any case, e.g. `Bearer `'),
    each: z
      .boolean()
      .default(false)
      .describe('true: `in` is a field of each item (see `items`), and every item must show the token'),
    key: verificationKeySchema,
  })
  .refine(({ each, in: place }) => !each || 'field' in place, { path: ['in'], message: 'a field, as `each` is true' })
  .describe('the vendor shows the secret itself');

const basic = z
  .strictObject({
    kind: z.literal('basic'),
    username: text.optional().describe('configuration entry. Absent: any name'),
    password: text.describe('configuration entry, or the name of a kept value'),
  })
  .describe('name and password in the Authorization header');

const jwt = z.strictObject({
  kind: z.literal('jwt'),
  header: text.default('Authorization'),
  prefix: z.string().default('Bearer ').describe('stands before the token, in any case'),
  algorithms: z.array(z.enum(['HS256', 'HS384', 'HS512'])).default(['HS256']),
  toleranceSeconds: seconds.default(60).describe('by which clocks may differ where the token names a time'),
  key: verificationKeySchema,
});

const secretUrl = z
  .strictObject({ kind: z.literal('secretUrl') })
  .describe(
    'the vendor signs nothing: the address that it is given has a secret in its query, and only who knows it is heard',
  );

const none = z
  .strictObject({ kind: z.enum(['none', 'hook']) })
  .describe('nothing is verified at the door; `hook`: the event hook does it, and refuses by telling no event');

const one = z.discriminatedUnion('kind', [signatureSchema, token, basic, jwt, secretUrl, none]);

export const verificationSchema = z
  .union([one, z.strictObject({ kind: z.literal('anyOf'), of: z.array(one).min(1) })])
  .describe('how a request proves that it comes from the vendor');

export const handshakeSchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('echoQuery'),
        methods: z.array(z.enum(['GET', 'POST'])).default(['GET']),
        parameter: text.describe('query parameter that is answered as plain text'),
        token: z
          .strictObject({ parameter: text, entry: text })
          .optional()
          .describe('query parameter that must equal this configuration entry; else 403'),
      })
      .describe('the vendor asks for a value back, e.g. `?challenge=…` or `?validationToken=…`'),
    z
      .strictObject({
        kind: z.literal('echoField'),
        field: text.describe('path in the body of the value that is answered'),
        when: z.strictObject({ field: text, equals: z.string() }).optional(),
        as: z
          .enum(['text', 'json'])
          .default('text')
          .describe('`json`: answered as an object with this one member, in place of plain text'),
      })
      .describe('the same in a JSON body, e.g. `{"type": "url_verification", "challenge": …}`'),
    z
      .strictObject({
        kind: z.literal('echoHeader'),
        header: text.describe('answered as it came, with status 200'),
        keep: text
          .optional()
          .describe('name under which its value is kept, sealed, as a key that signatures are verified with'),
      })
      .describe('e.g. `X-Hook-Secret`'),
    z
      .strictObject({
        kind: z.literal('keepField'),
        field: text,
        keep: text.describe('name under which the value is kept, sealed, as a key that signatures are verified with'),
      })
      .describe('the first request brings a token that a person has to copy back; a notice tells that it is there'),
    z
      .strictObject({
        kind: z.literal('ping'),
        methods: z.array(z.enum(['GET', 'HEAD', 'POST'])).default(['GET', 'HEAD']),
      })
      .describe('the vendor only looks whether there is an answer: a request of these methods without a body'),
  ])
  .describe('a request that asks whether the address is ours, before there are webhooks');

export type Verification = z.output<typeof verificationSchema>;
/** One way to prove it. */
export type VerificationKind = z.output<typeof one>;
export type VerificationOf<K extends VerificationKind['kind']> = Extract<VerificationKind, { kind: K }>;
export type Handshake = z.output<typeof handshakeSchema>;
export type HandshakeOf<K extends Handshake['kind']> = Extract<Handshake, { kind: K }>;
