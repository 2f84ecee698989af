import type { JsonRecord } from '../../src/lib/json.ts';

/**
 * Bodies of `POST /instances` as the documentation of the framework prints them, made well-formed where the print is
 * not JSON: missing quotes, colons, commas and braces are mended, nothing else.
 */
export interface DocumentBody extends JsonRecord {
  element: { key: string };
  configuration: JsonRecord;
  tags: string[];
  name: string;
}

/** The body with some configuration values replaced, e.g. the callback URL of a test. */
export const withConfiguration = (body: DocumentBody, configuration: JsonRecord): DocumentBody => ({
  ...body,
  configuration: { ...body.configuration, ...configuration },
});

/** Act-On: `updatedAtField` spelling, filter `modified_after`. */
export const actonBody: DocumentBody = {
  element: { key: 'acton' },
  providerData: { code: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxx' },
  configuration: {
    'oauth.api.key': '',
    'oauth.api.secret': '',
    'oauth.callback.url': '',
    'event.notification.enabled': true,
    'event.vendor.type': 'polling',
    'event.poller.refresh_interval': '15',
    'event.notification.callback.url': 'https://api.cloud-elements.io/elements/api-v2/events/acton',
    'event.poller.configuration': {
      contacts: {
        url: "/hubs/marketing/lists/{listId}/contacts?where=modified_after='${epoch}'",
        idField: '_contact_id_',
        datesConfiguration: {
          updatedAtField: '__modified_date',
          updatedAtFormat: 'milliseconds',
          createdAtField: '__created_date',
          createdAtFormat: 'milliseconds',
        },
      },
    },
  },
  tags: ['TagName'],
  name: 'Instance Name',
};

/** Act-On, the cURL example: `event.notification.url` beside an empty callback URL, filter `modaafter`. */
export const actonCurlBody: DocumentBody = {
  element: { key: 'acton' },
  providerData: { code: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' },
  configuration: {
    'oauth.api.key': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'oauth.api.secret': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'oauth.callback.url': 'https://mycoolapp.com ',
    'event.notification.enabled': true,
    'event.notification.url': 'https://mycoolapp.com',
    'event.vendor.type': 'polling',
    'event.notification.callback.url': '',
    'event.poller.refresh_interval': '15',
    'event.poller.configuration': {
      contacts: {
        url: "/hubs/marketing/lists/{listId}/contacts?where=modaafter='${epoch}'",
        idField: '_contact_id_',
        datesConfiguration: {
          updatedAtField: '__modified_date',
          updatedAtFormat: 'milliseconds',
          createdAtField: '__created_date',
          createdAtFormat: 'milliseconds',
        },
      },
    },
  },
  tags: ['Docs'],
  name: 'API Instance with Polling',
};

/** Act-On, the other edition of the page: `updatedDateField` spelling, filter `modafter`. */
export const actonHtmlBody: DocumentBody = {
  element: { key: 'acton' },
  providerData: { code: 'xxxxxxxxxxxxxxxxxxxxxx' },
  configuration: {
    'oauth.api.key': '<Act-On app apiKey>',
    'oauth.api.secret': '<Act-On app apiSecret>',
    'oauth.callback.url': '<Act-On app callbackURL >',
    'event.notification.enabled': true,
    'event.vendor.type': 'polling',
    'event.poller.refresh_interval': '15',
    'event.notification.callback.url': 'https://api.cloud-elements.io/elements/api-v2/events/acton',
    'event.poller.configuration': {
      contacts: {
        url: "/hubs/marketing/lists/{listId}/contacts?where=modafter='${epoch}'",
        idField: '_contact_id_',
        datesConfiguration: {
          updatedDateField: '__modified_date',
          updatedDateFormat: 'milliseconds',
          createdDateField: '__created_date',
          createdDateFormat: 'milliseconds',
        },
      },
    },
  },
  tags: ['TagName'],
  name: 'Instance Name',
};

/** Salesloft, the cURL example. */
export const salesloftBody: DocumentBody = {
  element: { key: 'salesloft' },
  providerData: { code: '<INSERT>' },
  configuration: {
    'oauth.api.secret': 'xxxxxxxxxxxxxxxxxx',
    'filter.response.nulls': 'true',
    'event.vendor.type': 'polling',
    'event.poller.refresh_interval': '15',
    'event.notification.enabled': true,
    'event.poller.configuration': {
      contacts: {
        url: "/hubs/crm/contacts?where=updated_at>='${date:yyyy-MM-dd'T'HH:mm:ssXXX}'",
        idField: 'id',
        datesConfiguration: {
          updatedDateField: 'updated_at',
          updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          updatedDateTimezone: 'GMT',
          createdDateField: 'created_at',
          createdDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          createdDateTimezone: 'GMT',
        },
      },
    },
  },
  tags: ['Docs'],
  name: 'API Instance with Polling',
};

/**
 * Salesloft, the first example: one closing brace too many is taken off. `oauth.*`, `name` and `providerData` stand
 * inside the polling configuration, the URL has a stray quote and the formats lack a dot.
 */
export const salesloftMinedBody: DocumentBody = {
  element: { key: 'salesloft' },
  configuration: {
    'oauth.api.secret': 'xxxxxxxxxxxxxxxxxxx',
    'filter.response.nulls': 'true',
    'event.poller.refresh_interval': '15',
    'oauth.callback.url': 'https://auth.cloudelements.io/oauth',
    'event.vendor.type': 'polling',
    'oauth.api.key': 'xxxxxxxxxxxxx',
    'event.notification.enabled': 'false',
    'event.poller.configuration': {
      contacts: {
        url: "/hubs/crm/contacts?where=updated_at>='${date:yyyy-MM-dd'T'HH:mm:ssXXX}''",
        idField: 'id',
        datesConfiguration: {
          updatedDateField: 'updated_at',
          updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ssSSSSSSXXX",
          updatedDateTimezone: 'GMT',
          createdDateField: 'created_at',
          createdDateFormat: "yyyy-MM-dd'T'HH:mm:ssSSSSSSXXX",
          createdDateTimezone: 'GMT',
        },
        'oauth.user.refresh_time': 'null',
        'oauth.user.refresh_token': 'null',
      },
      name: 'false',
      eventsEnabled: 'false',
      providerData: {
        code: 'XXXXXXXXXXXXXXXXXX',
        state: 'salesloft',
        debug: 'false',
        secret: 'XXXXXXXXXXXXXXXX',
      },
    },
  },
  tags: ['<Add_Your_Tag>'],
  name: '<INSTANCE_NAME>',
};

/** Infusionsoft, the cURL example. */
export const infusionsoftBody: DocumentBody = {
  element: { key: 'infusionsoftrest' },
  providerData: { code: '<AUTHORIZATION_GRANT_CODE>' },
  configuration: {
    'oauth.api.key': 'Rand0MAP1-key',
    'oauth.api.secret': 'fak3AP1-s3Cr3t',
    'oauth.callback.url': 'https://mycoolapp.com',
    'event.notification.enabled': true,
    'event.vendor.type': 'polling',
    'event.notification.callback.url': 'https://api.openconnectors.us2.ext.hana.ondemand.com/elements/api-v2/events/',
    'event.poller.refresh_interval': '15',
    'event.poller.configuration': {
      appointments: {
        url: '/hubs/crm/appointments',
        idField: 'id',
        datesConfiguration: {
          updatedDateField: 'modification_date',
          updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
          updatedDateTimezone: 'GMT',
          createdDateField: 'creation_date',
          createdDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
          createdDateTimezone: 'GMT',
        },
      },
    },
  },
  tags: ['Docs'],
  name: 'API Instance with Polling',
};

/** Infusionsoft, the first example: no event type, and the interval still a placeholder. */
export const infusionsoftPlaceholderBody: DocumentBody = {
  element: { key: 'infusionsoftrest' },
  providerData: { code: '<AUTHORIZATION_GRANT_CODE>' },
  configuration: {
    'oauth.api.key': '<Infusionsoft app Key Name>',
    'oauth.api.secret': '<Infusionsoft app Secret Name>',
    'oauth.callback.url': '<Infusionsoft app Callback URL Name >',
    'event.notification.enabled': true,
    'event.notification.callback.url': 'http://mycoolapp.com',
    'event.poller.refresh_interval': '<minutes>',
    'event.poller.configuration': infusionsoftBody.configuration['event.poller.configuration'] as JsonRecord,
  },
  tags: ['<Add_Your_Tag>'],
  name: '<INSTANCE_NAME>',
};

/** The polling configuration of the connector builder's page, with every documented key. */
export const activecampaignPollerConfiguration: JsonRecord = {
  deals: {
    url: '/hubs/marketing/deals?where=mdate>=2017-02-28T16:11:29-06:00',
    idField: 'id',
    filterByUpdatedDate: true,
    datesConfiguration: {
      updatedAtField: 'mdate',
      updatedAtFormat: "yyyy-MM-dd'T'HH:mm:ssXXX",
      updatedAtTimezone: 'GMT',
      createdAtField: 'cdate',
      createdAtFormat: "yyyy-MM-dd'T'HH:mm:ssXXX",
      createdAtTimezone: 'GMT',
    },
    createdCheckTolerance: 60,
    pageSize: 20,
    pollDelay: 60,
  },
};

/** ActiveCampaign: the page prints no whole body; this is the one around its polling configuration. */
export const activecampaignBody: DocumentBody = {
  element: { key: 'activecampaign' },
  configuration: {
    'api.key': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'base.url': 'https://youraccountname.api-us1.com',
    'event.notification.enabled': true,
    'event.vendor.type': 'polling',
    'event.notification.callback.url': 'https://mycoolapp.com',
    'event.poller.refresh_interval': '15',
    'event.poller.configuration': activecampaignPollerConfiguration,
  },
  tags: ['Docs'],
  name: 'API Instance with Polling',
};

/** The same polling configuration as the builder's page shows it as a default value: JSON within JSON. */
export const activecampaignPollerText =
  '{"deals":{"url":"/hubs/marketing/deals?where=mdate>=2017-02-28T16:11:29-06:00","idField":"id","datesConfiguration":{"updatedDateField":"mdate","updatedDateFormat":"yyyy-MM-dd\'T\'HH:mm:ssXXX","createdDateField":"cdate","createdDateFormat":"yyyy-MM-dd\'T\'HH:mm:ssXXX","createdDateTimezone":""}}}';
