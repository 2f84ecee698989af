import fc from 'fast-check';

/** Element documents as the export format allows them, and beyond: odd names, words in capitals, what is missing. */

const name = fc.oneof(
  fc.constantFrom(
    'id',
    'page',
    'pageSize',
    'nextPage',
    'where',
    'orderBy',
    'team.id',
    'X-Key',
    '__proto__',
    '{id}',
    '',
  ),
  fc.constantFrom(
    '${configuration.team.id}',
    'Bearer ${configuration.oauth.user.token}',
    '${webhookCallbackUrl}',
    '{"a":1}',
  ),
  fc.string({ maxLength: 8 }),
);
const orAbsent = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const flag = orAbsent(fc.constantFrom<boolean | string | null>(true, false, 'true', null));

/** What stands first is what documents mostly have. */
const mostly = <Value>(usual: readonly [Value, ...Value[]], odd: readonly [Value, ...Value[]]) =>
  fc.oneof({ arbitrary: fc.constantFrom(...usual), weight: 5 }, { arbitrary: fc.constantFrom(...odd), weight: 1 });

const parameterPlace = mostly(
  ['query', 'path', 'value', 'configuration', 'header'],
  ['body', 'multipart', 'form', 'prevBody', 'prevBodyField', 'bodyField', 'bodyToken', 'no-op', 'QUERY', 'unheard'],
);

const parameter = fc.record(
  {
    name,
    type: parameterPlace,
    vendorName: orAbsent(fc.oneof(name, fc.constantFrom('converter:toQueryParameters', '$filter', '$skip'))),
    vendorType: orAbsent(parameterPlace),
    source: orAbsent(mostly(['request'], ['response'])),
    required: flag,
    converter: orAbsent(fc.constantFrom('toQueryParameters', 'toODataFilter', 'toODataV3Filter', 'toWiql', '')),
  },
  { requiredKeys: ['name', 'type'] },
);

const hook = fc.record({
  type: fc.constantFrom('preRequest', 'postRequest', 'event', 'EVENT', 'other'),
  mimeType: fc.constantFrom('application/javascript', 'text/plain'),
  isLegacy: flag,
  body: orAbsent(fc.constantFrom('done({})', '')),
});

const path = fc.oneof(
  fc.constantFrom('/hubs/crm/contacts', '/hubs/crm/contacts/{id}', '/contacts/{id}/notes', '/{objectName}', '/', 'x y'),
  fc.constantFrom(
    '/hubs/crm/contacts/{contactId}',
    '/__proto__',
    '/hubs/crm/deals/{a}{b}',
    '/hubs',
    '/constructor/{id}',
  ),
  fc.string({ minLength: 1, maxLength: 10 }),
);

const resource = fc.record(
  {
    type: mostly<string>(
      ['api', 'apiNoDocumentation', 'provisionAuthValidation', 'onProvision', 'onDelete'],
      ['onProvisionWebhook', 'onDeleteWebhook', 'onRefresh', 'oauthOnTokenExchange', 'oauthOnAuthroizeUrl', 'unheard'],
    ),
    method: mostly(['GET'], ['get', 'GETBYID', 'POST', 'PATCH', 'DELETE']),
    path,
    vendorMethod: orAbsent(mostly(['GET'], ['POST', 'PUT', ''])),
    vendorPath: orAbsent(
      fc.oneof(path, fc.constantFrom('', 'https://other.example/x', '/x?a=b&c={id}', '/{id}/{team}')),
    ),
    parameters: fc.array(parameter, { maxLength: 5 }),
    hooks: orAbsent(fc.array(hook, { maxLength: 3 })),
    rootKey: orAbsent(
      fc.constantFrom('data', '|data', 'in|out', 'items[*]', '.events[*].event', '[*]', 'a[0].b', '|', ''),
    ),
    paginationType: orAbsent(fc.constantFrom('VENDOR_SUPPORTED', 'VENDOR_NOT_SUPPORTED', 'NO_PAGINATION', '')),
    nextPageKey: orAbsent(
      fc.constantFrom('data.nextId', 'body.page.next?cursor', 'header.x-token', 'header.link', '?', ''),
    ),
    nextResource: mostly(['', undefined], ['GET:/second']),
    response: orAbsent(mostly<object>([{ contentType: 'application/json' }, {}], [{ contentType: 'text/xml' }])),
    model: orAbsent(fc.constantFrom({ name: 'm', swagger: { m: { 'x-primary-key': ['key'], properties: {} } } }, {})),
  },
  { requiredKeys: ['method', 'path'] },
);

const pagingDefaults = ['page', 'offset', 'cursor', 'page 0', '0', '-1', 'x', '{"maxPageSize":0}', 100];
const addresses = ['https://v.example/', 'v.example', '{site.url}'];
const polls = [
  '{}',
  '{"a"',
  '{"contacts":{"url":"/hubs/crm/contacts","idField":"id"},"__proto__":{}}',
  'contacts|deals',
];
const defaults = [...pagingDefaults, ...addresses, ...polls, true, null];

const entry = fc.record({
  key: fc.oneof(
    fc.constantFrom(
      'base.url',
      'pagination.type',
      'pagination.max',
      'pagination',
      'pagination.page.startindex',
      'team.id',
    ),
    fc.constantFrom('event.poller.configuration', 'event.poller.urls', 'event.vendor.type', 'oauth.token.url'),
    fc.string({ minLength: 1, maxLength: 6 }),
  ),
  name: orAbsent(name),
  type: fc.constantFrom(
    'TEXTFIELD_32',
    'TEXTAREA',
    'BOOLEAN',
    'COMBO',
    'PASSWORD',
    'CODE_EDITOR',
    'MULTISELECT',
    'odd',
  ),
  defaultValue: orAbsent(fc.constantFrom<string | number | boolean | null>(...defaults)),
  required: flag,
  internal: flag,
  options: orAbsent(fc.array(fc.record({ value: orAbsent(name), description: orAbsent(name) }), { maxLength: 2 })),
});

export const anyElement = fc.record(
  {
    name: fc.constantFrom('Sample', 'Act! 365'),
    key: mostly(['sample', '', undefined], ['a b']),
    hub: orAbsent(fc.constantFrom('crm', '')),
    protocolType: mostly(['http', 'odata', undefined], ['soap', 'jdbc']),
    authentication: orAbsent(
      fc.record({
        type: fc.constantFrom('custom', 'oauth2', 'basic', 'oauth2Password', 'oauth1', 'awsv4', 'OAUTH2', ''),
      }),
    ),
    configuration: fc.array(entry, { maxLength: 6 }),
    parameters: fc.array(parameter, { maxLength: 4 }),
    hooks: fc.array(hook, { maxLength: 3 }),
    resources: fc.array(resource, { maxLength: 6 }),
    unheard: orAbsent(fc.jsonValue()),
  },
  { requiredKeys: ['name'] },
);
