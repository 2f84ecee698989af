import type { CodeCompletion } from '../../../parts/code-editor/editor-completion.ts';
import type { HookKind } from './hook-place.ts';

/** A name that a hook can use, and what it is. */
export interface ReferenceEntry {
  name: string;
  type: string;
  meaning: string;
}

export interface HookReference {
  /** What the hook is for, in a sentence. */
  purpose: string;
  /** What the code is given. */
  receives: ReferenceEntry[];
  /** What `done` may be given. */
  gives: ReferenceEntry[];
  /** What a new hook begins with. */
  template: string;
}

const configuration: ReferenceEntry = {
  name: 'configuration',
  type: 'object of texts',
  meaning: 'The configuration of the instance with defaults, secrets included; no OAuth tokens.',
};

const requestVariables: ReferenceEntry[] = [
  { name: 'request_vendor_url', type: 'text', meaning: 'URL of the request to the provider, without its query.' },
  { name: 'request_vendor_path', type: 'text', meaning: 'The part of it after the base URL.' },
  { name: 'request_vendor_method', type: 'text', meaning: 'Such as GET.' },
  { name: 'request_vendor_headers', type: 'object', meaning: 'Names in lower case, without credentials.' },
  {
    name: 'request_vendor_parameters',
    type: 'object',
    meaning: 'Its query; a name that comes several times has a list.',
  },
  { name: 'request_vendor_body', type: 'text or null', meaning: 'Its body.' },
  { name: 'request_vendor_body_map', type: 'object or null', meaning: 'Its body as an object.' },
  { name: 'request_path', type: 'text', meaning: 'The resource that was asked for, such as /hubs/crm/contacts.' },
  { name: 'request_path_variables', type: 'object', meaning: 'Values of {name} in that path.' },
  {
    name: 'request_parameters',
    type: 'object',
    meaning: 'The query to us: where, fields, pageSize, nextPage and others.',
  },
  {
    name: 'request_expression',
    type: 'list or null',
    meaning: 'Conditions of where that must all hold: attribute, operator, value.',
  },
  { name: 'request_root_key', type: 'text', meaning: 'Path of the records in the answer.' },
  { name: 'object_name', type: 'text', meaning: 'Name of the resource.' },
  configuration,
];

const responseVariables: ReferenceEntry[] = [
  { name: 'response_status_code', type: 'number', meaning: 'Status of the answer.' },
  { name: 'response_headers', type: 'object', meaning: 'Names in lower case.' },
  { name: 'response_body', type: 'any JSON', meaning: 'The body, parsed where it is JSON, else as text.' },
  { name: 'response_body_raw', type: 'text', meaning: 'The body as text.' },
  { name: 'response_body_map', type: 'object or null', meaning: 'The body where it is an object.' },
  { name: 'response_iserror', type: 'true or false', meaning: 'True unless the status is 200 to 299.' },
  { name: 'response_error', type: 'text or null', meaning: "Of an error answer, the provider's words." },
];

const answerParts: ReferenceEntry[] = [
  { name: 'response_body', type: 'any JSON', meaning: 'In the place of the body; records are taken from it.' },
  { name: 'response_status_code', type: 'number', meaning: 'In the place of the status.' },
  { name: 'response_headers', type: 'object', meaning: 'Merged into the headers of the answer.' },
  { name: 'response_error_message', type: 'text', meaning: 'The request fails with this message.' },
];

const event: HookReference = {
  purpose: 'Makes events of a webhook that the provider has sent. It runs once for each webhook.',
  receives: [
    {
      name: 'events',
      type: 'object or list',
      meaning: 'The body of the webhook: JSON, or the fields of a form; without a body the query.',
    },
    { name: 'events.eventHeaders', type: 'object', meaning: 'Headers of the webhook, found in any case.' },
    { name: 'events.eventId', type: 'text', meaning: 'An id of the webhook.' },
    { name: 'event_body_raw', type: 'text', meaning: 'The body as it was received, for signatures.' },
    { name: 'event_method', type: 'text', meaning: 'Such as POST.' },
    { name: 'event_parameters', type: 'object of texts', meaning: 'The query of the webhook.' },
    configuration,
  ],
  gives: [
    { name: 'event_object_id', type: 'text or whole number', meaning: 'Required. The id of the record.' },
    { name: 'event_object_type', type: 'text', meaning: 'Required. The resource, such as contacts.' },
    { name: 'event_type', type: 'text', meaning: 'CREATED, UPDATED, DELETED or another word. Default: UNKNOWN.' },
    {
      name: 'event_date',
      type: 'text or number',
      meaning: 'ISO 8601, or seconds, milliseconds, microseconds since 1970. Default: when the webhook came.',
    },
    { name: 'event_record', type: 'object', meaning: 'The whole record, where the webhook has it.' },
    { name: 'event_parameters', type: 'object', meaning: 'Values of parameters in the path of the resource.' },
    { name: 'event_old_path', type: 'text', meaning: 'Where a file was.' },
    { name: 'event_new_path', type: 'text', meaning: 'Where a file is.' },
  ],
  template: `// The body of the webhook is in events; every record that has changed becomes one event.
done({
  events: [
    {
      event_object_id: events.id,
      event_object_type: 'contacts',
      event_type: 'UPDATED',
      event_date: events.date,
    },
  ],
});
`,
};

const preRequest: HookReference = {
  purpose: 'Runs before a request goes to the provider, and may change it or answer in its place.',
  receives: requestVariables,
  gives: [
    { name: 'request_vendor_headers', type: 'object', meaning: 'Merged into the headers; null takes one away.' },
    { name: 'request_vendor_parameters', type: 'object', meaning: 'Merged into the query; null takes one away.' },
    { name: 'request_vendor_path', type: 'text', meaning: 'Added to the base URL.' },
    { name: 'request_vendor_url', type: 'text', meaning: 'The whole URL; it stays at its origin.' },
    { name: 'request_vendor_method', type: 'text', meaning: 'In the place of the method.' },
    {
      name: 'request_vendor_body',
      type: 'text or object',
      meaning: 'In the place of the body; an object is sent as JSON.',
    },
    { name: 'continue', type: 'false', meaning: 'The request is not sent; the parts below are the answer.' },
    ...answerParts,
  ],
  template: `// Adds a header to the request; done() without anything leaves it as it is.
done({ request_vendor_headers: { 'X-Request-From': 'tidings' } });
`,
};

const postRequest: HookReference = {
  purpose: 'Runs after the provider has answered, before records are taken from the answer.',
  receives: [...responseVariables, ...requestVariables],
  gives: [
    ...answerParts,
    { name: 'continue', type: 'false', meaning: 'No further hooks run.' },
    { name: 'configuration', type: 'object', meaning: 'Of a lifecycle step: entries that the instance keeps.' },
  ],
  template: `// Brings the records into a list; done() without anything leaves the answer as it is.
done({ response_body: { rows: Object.values(response_body) } });
`,
};

/** What a hook of each kind receives and gives. */
export const hookReferences: Record<HookKind, HookReference> = { event, preRequest, postRequest };

/** What every hook can call. */
export const helpers: ReferenceEntry[] = [
  { name: 'done(result)', type: 'function', meaning: 'Ends the hook. Only the first call counts.' },
  { name: 'console.log(…)', type: 'function', meaning: 'A line in the log, shown below when the hook is tried.' },
  {
    name: 'CE.hmacSha256Hex(key, text)',
    type: 'text',
    meaning: 'A signature; also Md5, Sha1, Sha512, and Base64 for Hex.',
  },
  {
    name: 'CE.hmac(algorithm)(encoding)(key, text)',
    type: 'text',
    meaning: 'md5 to sha512; hex, base64 or base64url.',
  },
  { name: 'CE.md5(text)', type: 'text', meaning: 'MD5 in hex.' },
  { name: 'CE.b64(text)', type: 'text', meaning: 'Base64 of UTF-8.' },
  { name: 'CE.decode64(text)', type: 'text', meaning: 'Back from Base64.' },
  { name: 'CE.randomString()', type: 'text', meaning: 'Ten letters and digits.' },
  { name: '_', type: 'object', meaning: 'lodash.' },
  { name: 'moment', type: 'function', meaning: 'moment, for dates.' },
  { name: 'crypto', type: 'object', meaning: 'createHash and createHmac, with texts.' },
];

/** The names that an editor offers for a kind. */
export function hookCompletions(kind: HookKind): CodeCompletion[] {
  const { receives, gives } = hookReferences[kind];
  const named = new Map<string, CodeCompletion>();
  const add = (entries: readonly ReferenceEntry[], as: (entry: ReferenceEntry) => CodeCompletion['kind']) => {
    for (const entry of entries) {
      const label = entry.name.replace(/\(.*$/, '');
      if (!named.has(label)) named.set(label, { label, kind: as(entry), detail: entry.type, info: entry.meaning });
    }
  };
  add(receives, () => 'variable');
  add(gives, () => 'property');
  add(helpers, ({ name }) => (name.includes('(') ? 'function' : 'variable'));
  return [...named.values()];
}
