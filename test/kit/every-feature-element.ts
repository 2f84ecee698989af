import type { JsonRecord } from '../../src/lib/json.ts';

/** An element document that has every feature of the export format, for a vendor at `url`. */
export const everyFeatureElement = (url: string): JsonRecord => ({
  id: 8417,
  key: 'everything',
  name: 'Everything',
  description: 'Every feature of the export format',
  image: 'elements/custom-element-default-logo.png',
  logo: 'everything',
  hookName: 'Everything',
  active: true,
  deleted: false,
  private: true,
  beta: false,
  typeOauth: false,
  trialAccount: false,
  cloneable: true,
  extendable: true,
  extended: false,
  transformationsEnabled: true,
  childTransformationsEnabled: true,
  bulkDownloadEnabled: false,
  bulkUploadEnabled: false,
  useModelsForMetadata: true,
  modelType: 'basic',
  paginatorVersion: 'V3',
  elementMetadata: { displayOrder: 100, pollingResources: ['contacts'] },
  objects: [],
  models: [],
  hub: 'crm',
  protocolType: 'http',
  authentication: { type: 'custom' },
  configuration: configuration.map((one) => (one['key'] === 'base.url' ? { ...one, defaultValue: `${url}/v1/` } : one)),
  parameters,
  hooks: [
    hook('preRequest', "done({continue: true, request_vendor_headers: {'x-hook': 'global'}});"),
    hook('event', "done({events: [{event_object_id: events.id, event_type: 'UPDATED'}]});"),
    { type: 'postRequest', mimeType: 'application/javascript', isLegacy: false },
  ],
  resources: [...lists, ...singles(url), ...provisioning],
});

const hook = (type: string, body: string, rest: JsonRecord = {}): JsonRecord => ({
  type,
  mimeType: 'application/javascript',
  isLegacy: false,
  contextParams: 'request_vendor_headers,configuration',
  body,
  ...rest,
});

const entry = (key: string, type: string, rest: JsonRecord = {}): JsonRecord => ({
  key,
  name: key,
  description: `The entry ${key}`,
  type,
  active: true,
  internal: false,
  required: false,
  hideFromConsole: false,
  groupControl: false,
  companyConfig: false,
  resellerConfig: false,
  displayOrder: 1,
  ...rest,
});

const polls = {
  contacts: {
    url: "/hubs/crm/contacts?where=modified>='${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'",
    idField: 'contactId',
    datesConfiguration: {
      updatedDateField: 'modified',
      updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ss'Z'",
      createdDateField: 'created',
      createdDateFormat: "yyyy-MM-dd'T'HH:mm:ss'Z'",
    },
  },
  deals: { url: '/hubs/crm/deals', idField: 'id' },
  nowhere: { url: '/hubs/crm/no/where', idField: 'id' },
};

const configuration: JsonRecord[] = [
  entry('base.url', 'TEXTFIELD_1000', { required: true }),
  entry('site.name', 'TEXTFIELD_32', { required: true }),
  entry('team.id', 'TEXTFIELD_64'),
  entry('api.token', 'TEXTFIELD_128', { required: true }),
  entry('region', 'COMBO', {
    defaultValue: 'eu',
    options: [
      { description: 'Europe', value: 'eu' },
      { name: 'America', value: 'us' },
    ],
  }),
  entry('script', 'CODE_EDITOR'),
  entry('notes', 'TEXTAREA', { defaultValue: null }),
  entry('is.sandbox', 'BOOLEAN_YESNO', { defaultValue: 'no' }),
  entry('is.test', 'BOOLEAN', { defaultValue: false }),
  entry('password', 'PASSWORD'),
  entry('scopes', 'MULTISELECT'),
  entry('session.id', 'TEXTFIELD', { internal: true, required: true }),
  entry('filter.response.nulls', 'BOOLEAN', { defaultValue: 'true' }),
  entry('default.select.fields.map', 'TEXTAREA'),
  entry('pagination.type', 'TEXTFIELD_32', { defaultValue: 'offset' }),
  entry('pagination.max', 'TEXTFIELD_32', { defaultValue: '10' }),
  entry('pagination.page.startindex', 'TEXTFIELD_32', { defaultValue: '0' }),
  entry('event.vendor.type', 'TEXTFIELD_32', { defaultValue: 'webhooks' }),
  entry('event.notification.enabled', 'BOOLEAN', { defaultValue: 'false' }),
  entry('event.notification.callback.url', 'TEXTFIELD_1000', { defaultValue: 'false' }),
  entry('event.notification.instance.finder', 'TEXTFIELD_1000', { defaultValue: 'team.id|team.id' }),
  entry('event.poller.refresh_interval', 'TEXTFIELD_32', { defaultValue: '5' }),
  entry('event.poller.configuration', 'TEXTAREA', { defaultValue: JSON.stringify(polls) }),
];

/** From where and what, to where and as what. */
const parameter = (
  [type, name]: [string, string],
  [vendorType, vendorName]: [string, string],
  rest: JsonRecord = {},
): JsonRecord => ({
  name,
  type,
  vendorName,
  vendorType,
  dataType: 'string',
  vendorDataType: 'string',
  source: 'request',
  required: false,
  ...rest,
});

const parameters: JsonRecord[] = [
  parameter(['value', 'application/json'], ['header', 'Accept']),
  parameter(['value', 'Token ${configuration.api.token}'], ['header', 'Authorization']),
  parameter(['configuration', 'team.id'], ['header', 'X-Team']),
  parameter(['configuration', 'region'], ['query', 'region']),
  parameter(['VALUE', '2026-01'], ['QUERY', 'version'], { source: 'REQUEST' }),
];

const pages = [parameter(['query', 'page'], ['query', 'offset']), parameter(['query', 'pageSize'], ['query', 'limit'])];

const where = (vendorName: string, converter?: string) =>
  parameter(['query', 'where'], ['query', vendorName], converter === undefined ? {} : { converter });

const resource = (method: string, path: string, vendorPath: string, rest: JsonRecord = {}): JsonRecord => ({
  type: 'api',
  kind: 'eb',
  ownerAccountId: 1942,
  operationId: '',
  description: `${method} ${path}`,
  method,
  path: `/hubs/crm${path}`,
  vendorMethod: method,
  vendorPath,
  parameters: [],
  hooks: [],
  response: { contentType: 'application/json', sampleData: '[]' },
  ...rest,
});

const contactModel = {
  name: 'contacts',
  transform: false,
  swagger: {
    contacts: {
      'x-primary-key': ['contactId'],
      properties: { contactId: { type: 'string' }, modified: { type: 'string', format: 'date-time' } },
    },
  },
};

const lists: JsonRecord[] = [
  resource('GET', '/contacts', '/contacts', {
    rootKey: 'data.items[*].contact',
    paginationType: 'VENDOR_SUPPORTED',
    model: contactModel,
    parameters: [...pages, where('$filter', 'toODataFilter'), parameter(['query', 'orderBy'], ['query', '$orderBy'])],
    hooks: [hook('postRequest', 'done({continue: true});')],
  }),
  resource('GET', '/contacts/{contactId}', '/contacts/{id}', {
    rootKey: '|contact',
    parameters: [parameter(['path', 'contactId'], ['path', 'id'], { required: true })],
  }),
  resource('GET', '/contacts/{id}/notes', '/contacts/{contact}/notes', {
    rootKey: '.notes[*]',
    paginationType: 'NO_PAGINATION',
    parameters: [
      parameter(['path', 'id'], ['path', 'contact']),
      where('converter:toQueryParameters', 'toQueryParameters'),
    ],
  }),
  resource('GET', '/deals', '/sites/{site}/deals', {
    rootKey: '|deals',
    nextPageKey: 'meta.next',
    parameters: [
      parameter(['configuration', 'site.name'], ['path', 'site']),
      parameter(['query', 'nextPage'], ['query', 'cursor']),
      parameter(['query', 'pageSize'], ['query', 'per_page']),
      parameter(['query', 'status'], ['query', 'deal_status']),
      where('filter'),
    ],
  }),
  resource('GET', '/orders', '/orders', {
    nextPageKey: 'header.x-next-page',
    parameters: [parameter(['query', 'nextPage'], ['query', 'page_token']), where('query', 'toODataV3Filter')],
  }),
  resource('GET', '/invoices', '/invoices?$select=id,name', {
    rootKey: 'value',
    nextPageKey: 'body.links.next?cursor',
    parameters: [parameter(['query', 'nextPage'], ['query', 'cursor']), where('where', 'toWiql')],
  }),
  resource('GET', '/searches', '/search', {
    vendorMethod: 'POST',
    rootKey: 'request|hits',
    paginationType: 'VENDOR_SUPPORTED',
    parameters: [
      parameter(['value', 'all'], ['bodyField', 'scope.kind']),
      parameter(['configuration', 'team.id'], ['bodyField', 'team']),
      parameter(['query', 'page'], ['bodyField', 'from']),
      parameter(['query', 'pageSize'], ['bodyField', 'size']),
    ],
  }),
  resource('GET', '/{objectName}', '', {
    type: 'apiNoDocumentation',
    paginationType: 'VENDOR_NOT_SUPPORTED',
    parameters: [parameter(['multipart', 'objectName'], ['form', 'objectName'], { required: true })],
  }),
  resource('GET', '/files', '/files', {
    nextPageKey: '',
    rootKey: 'files',
    parameters: [parameter(['query', 'pageSize'], ['query', 'max'])],
  }),
];

/** What cannot be run, or in part. */
const singles = (url: string): JsonRecord[] => [
  resource('GET', '/me', '/me', { rootKey: '|user', paginationType: 'NO_PAGINATION' }),
  resource('POST', '/contacts', '/contacts', {
    parameters: [parameter(['body', 'body'], ['body', 'body'], { required: true })],
    model: { name: 'contacts', requestName: 'contactsPost' },
  }),
  resource('PATCH', '/contacts/{id}', '/contacts/{id}'),
  resource('PUT', '/contacts/{id}', '/contacts/{id}'),
  resource('DELETE', '/contacts/{id}', '/contacts/{id}'),
  resource('GET', '/chained', '/chained', { nextResource: 'GET:/second' }),
  resource('GET', '/second', '/second/{id}', {
    parameters: [parameter(['prevBodyField', 'data.id'], ['path', 'id'])],
  }),
  resource('GET', '/elsewhere', `${url.replace('127.0.0.1', 'localhost')}/elsewhere`),
  resource('GET', '/reports', '/reports', { response: { contentType: 'application/xml' } }),
  resource('GET', '/proxied', '/proxied', { type: 'apiElementRequest' }),
  resource('GET', '/odd', '/odd', {
    paginationType: 'NO_PAGINATION',
    parameters: [
      parameter(['value', '${webhookCallbackUrl}'], ['query', 'callback']),
      parameter(['header', 'X-Caller'], ['header', 'X-Caller']),
      parameter(['value', 'x'], ['bodyToken', 'token']),
      parameter(['query', 'secret'], ['no-op', 'secret']),
      parameter(['header', 'etag'], ['header', 'etag'], { source: 'response' }),
    ],
    hooks: [hook('preRequest', 'return {};', { isLegacy: true }), hook('preRequest', 'done({});')],
  }),
];

const provisioning: JsonRecord[] = [
  resource('GET', '/auth_validation', '/me', { type: 'provisionAuthValidation' }),
  resource('POST', '/session', '/sites/{site.name}/session', {
    type: 'onProvision',
    rootKey: 'session',
    parameters: [
      parameter(['configuration', 'api.token'], ['bodyField', 'token']),
      parameter(['configuration', 'session.id'], ['bodyField', 'id'], { source: 'response' }),
    ],
    hooks: [hook('postRequest', 'done({configuration: {}});')],
  }),
  resource('DELETE', '/session', '/session/{session}', {
    type: 'onDelete',
    parameters: [parameter(['configuration', 'session.id'], ['path', 'session'])],
  }),
  ...['onProvisionWebhook', 'onDeleteWebhook', 'onRefresh', 'oauthOnTokenExchange', 'oauthOnTokenRefresh'].map((type) =>
    resource('POST', `/${type}`, `/${type}`, { type }),
  ),
  resource('GET', '/auth/authorize', '/authorize', { type: 'oauthOnAuthroizeUrl' }),
];
