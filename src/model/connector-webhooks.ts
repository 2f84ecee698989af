import { z } from 'zod';
import { seconds, text } from './connector-template.ts';
import { stepSchema } from './connector-lifecycle.ts';
import { handshakeSchema, verificationSchema } from './webhook-verification.ts';

/** The part of the connector format for webhooks: how they are verified, what they say, and how they are asked for. */

const valueSource = z
  .union([
    text,
    z.strictObject({ item: text.describe('path in the item that the element of `each` belongs to') }),
    z.strictObject({ header: text }),
    z.strictObject({ query: text }),
    z.strictObject({ body: text.describe('path in the whole body') }),
  ])
  .describe('a path in the element (see `each`), or another place of the request; names of headers in any case');

const oneOrMore = z.union([text, z.array(text).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));

const conditionSchema = z
  .strictObject({
    value: valueSource,
    is: oneOrMore.optional(),
    like: text.max(200).optional().describe('a text in which `*` stands for any characters, or none'),
  })
  .refine(({ is, like }) => (is === undefined) !== (like === undefined), { message: 'exactly one of is and like' })
  .describe('the value is one of these, compared as text, or is like it');

/** A fixed text, or one that is looked up in the request. */
const lookedUp = z.union([
  text,
  z.strictObject({
    from: valueSource,
    map: z.record(text, text).optional().describe('value → what it stands for. Absent: the value itself'),
    otherwise: text.optional().describe('what any other value stands for. Absent: the rule does not apply to it'),
  }),
]);

const ruleSchema = z
  .strictObject({
    when: z.array(conditionSchema).default([]).describe('all must hold, for the item'),
    ignore: z.literal(true).optional().describe('nothing is told of such an item'),
    each: text
      .optional()
      .describe('path of a list in the item: each of its elements is a change. Absent: the item is one'),
    resource: lookedUp
      .optional()
      .describe('name of the resource, as in `resources`, or of objects that are only ever told by webhooks'),
    id: valueSource.optional().describe('the id of the record. Needed unless `then` is poll'),
    type: lookedUp.default('UPDATED').describe('CREATED, UPDATED, DELETED, or another word, which is told as it is'),
    date: z
      .strictObject({
        value: valueSource,
        format: text.default("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"),
        timezone: text.default('UTC'),
      })
      .optional()
      .describe('when it happened. Absent: when it was received, or the updated date of the record'),
    record: z
      .string()
      .optional()
      .describe(
        'path in the element of the whole record, in the form in which the resource shows it; empty: the element',
      ),
    parameters: z
      .record(text, valueSource)
      .default({})
      .describe('the values of the parameters in the path of the resource, e.g. `listId`'),
    then: z
      .enum(['tell', 'fetch', 'poll'])
      .default('tell')
      .describe(
        '`tell`: the webhook says all there is to say. `fetch`: the record is read by `one` of the resource. `poll`: the resource is polled at once',
      ),
    delaySeconds: seconds
      .default(0)
      .describe('with fetch and poll: how long to wait, as the API shows a change later than the webhook tells it'),
  })
  .superRefine((rule, context) => {
    if (rule.ignore) return;
    const need = (name: 'resource' | 'id') => {
      if (rule[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'missing', input: rule });
    };
    need('resource');
    if (rule.then !== 'poll') need('id');
  })
  .describe('what an item means; the first rule whose conditions hold counts');

const registrationSchema = z
  .strictObject({
    forEach: z
      .array(text)
      .min(1)
      .optional()
      .describe('one registration for each of these values, which the steps have as `{each}`'),
    needs: z
      .array(text)
      .default([])
      .describe('configuration entries without which there is nothing to register, e.g. a project that is chosen'),
    subscribe: stepSchema.describe(
      'asks for the webhooks. `{webhookCallbackUrl}` is our address, `{webhookSecret}` a secret of 64 hexadecimal digits of our own, the same each time. What `capture` takes is kept with the registration, sealed, and the other steps have it as `{name}`',
    ),
    renew: z
      .strictObject({
        step: stepSchema.optional().describe('Absent: it is subscribed anew, and the old one is removed'),
        everySeconds: seconds.optional().describe('renewed so long after it was made or renewed'),
        expires: z
          .strictObject({
            capture: text.describe('captured value that says when it ends'),
            format: text.default("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"),
            aheadSeconds: seconds
              .default(86_400)
              .describe('renewed so long before, or at half of its life if that is later'),
          })
          .optional(),
      })
      .refine(({ everySeconds, expires }) => everySeconds !== undefined || expires !== undefined, {
        message: 'one of everySeconds and expires',
      })
      .optional()
      .describe('Absent: it does not end by itself'),
    check: stepSchema
      .optional()
      .describe('asks whether it is still there; an error status of 404 or 410, or `successWhen`, says that it is not'),
    unsubscribe: stepSchema.optional().describe('when the instance is deleted, or takes no webhooks any more'),
    resources: z
      .array(text)
      .default([])
      .describe('resources that it tells of, which are polled when it was quiet. Empty: all'),
    quiet: z
      .strictObject({
        leastSeconds: seconds.default(6 * 3_600).describe('shorter silences say nothing'),
        heartbeatSeconds: seconds.optional().describe('the vendor sends something at least this often'),
      })
      .prefault({}),
  })
  .describe('how webhooks are asked for at the vendor');

export const webhooksSchema = z
  .strictObject({
    address: z
      .enum(['instance', 'app'])
      .default('instance')
      .describe(
        '`instance`: every instance has an address of its own. `app`: the vendor calls one address for all accounts, which a person enters in its settings, and `route` finds the instances',
      ),
    handshakes: z.array(handshakeSchema).default([]),
    verify: verificationSchema,
    route: z
      .strictObject({
        list: z
          .string()
          .default('')
          .describe('path of the list whose items belong to accounts; empty: the body itself'),
        value: z.string().default('').describe('path in an item of the value that names the account; empty: the item'),
        entry: text.describe('configuration entry that has this value'),
        without: z
          .array(text)
          .optional()
          .describe('paths in the body that tell of several accounts at once, and are left out for each of them'),
      })
      .optional()
      .describe('whose a request is, where its address does not say it. Each instance gets its own items alone'),
    items: z
      .string()
      .default('')
      .describe('path of the list of items in the body; empty: the body is the list, or, if it is none, the one item'),
    delivery: z
      .union([z.strictObject({ header: text }), z.strictObject({ field: text })])
      .optional()
      .describe('the id of the request, the same when it is sent again'),
    sameWithinSeconds: seconds
      .optional()
      .describe(
        'without `delivery`: equal requests within this time are taken for one that is sent again; 0: none are. Absent: 300 where the verification proves the sender, there is no event hook, and every rule tells with a `date` or a `record`; 0 elsewhere, as the same words may then stand for another change',
      ),
    answer: z
      .enum(['json', 'empty'])
      .default('json')
      .describe('the body of the answer with status 200: `{}`, or none at all, for vendors that want it so'),
    rules: z.array(ruleSchema).default([]),
    registrations: z.record(text, registrationSchema).default({}),
  })
  .describe('what the vendor sends by itself');

export type Webhooks = z.output<typeof webhooksSchema>;
export type WebhookRoute = NonNullable<Webhooks['route']>;
export type WebhookRule = z.output<typeof ruleSchema>;
export type WebhookCondition = z.output<typeof conditionSchema>;
export type WebhookValue = z.output<typeof valueSource>;
export type LookedUp = z.output<typeof lookedUp>;
export type WebhookRegistration = z.output<typeof registrationSchema>;
