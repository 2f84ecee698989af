import { expect, test } from 'vitest';
import realConfigurations from '../../../test/kit/poller-configurations.json' with { type: 'json' };
import { outcomeOf } from '../../../test/kit/poller-configuration-outcome.ts';

/** 199 configurations as users and connector authors really wrote them. */
const outcomes = realConfigurations.map(({ connector, resource, config }) => ({
  connector,
  config,
  outcome: outcomeOf({ [resource]: config }),
}));

const told = (kind: 'issues' | 'warnings') =>
  outcomes.flatMap(({ connector, outcome }) => outcome[kind].map((line) => `${connector} ${line}`));

const zohoIssues = [
  'accounts',
  'activities-calls',
  'activities-events',
  'campaigns',
  'contacts',
  'leads',
  'opportunities',
]
  .flatMap((resource) => [`${resource}.url`, `${resource}.datesConfiguration.updatedDateTimezone`])
  .map(
    (path) =>
      `zohocrm ${path}: found the zone {TimeZone}, but the configuration has no TimeZone; allowed: a zone, or {TimeZone} with configuration.TimeZone set`,
  );

test('only those that cannot be understood are refused, and the message names the fault', () => {
  expect(told('issues')).toEqual([
    'autotask {{page.pollObject}}: found the placeholder {{page.pollObject}} of an example as resource name; allowed: a name, e.g. contacts',
    'autotask {{page.pollObject}}.url: found the placeholder {{page.hdOrcrm}} of an example; allowed: the path it stands for',
    'netsuite {{page.pollObject}}: found the placeholder {{page.pollObject}} of an example as resource name; allowed: a name, e.g. contacts',
    `icontact contacts.url: found "}'" at position 23: a closing brace without an opening one; allowed: a path without it, or {name}`,
    `icontact message.url: found "}'" at position 23: a closing brace without an opening one; allowed: a path without it, or {name}`,
    'quickbase <INSERT_objectName>: found the placeholder <INSERT_objectName> of an example as resource name; allowed: a name, e.g. contacts',
    ...zohoIssues,
  ]);
  expect(outcomes.filter(({ outcome }) => outcome.issues.length > 0)).toHaveLength(12);
});

test('the corrections of the others are these', () => {
  const spelling = ['updated', 'created'].flatMap((date) =>
    ['Field', 'Format'].map(
      (part) => `act-on contacts.datesConfiguration.${date}At${part}: taken as ${date}Date${part}`,
    ),
  );
  const unclosed =
    "customers.url: odd number of quotes; taken as /hubs/finance/customers?where=lastModifiedDate>='${date:yyyy-MM-dd'T'HH:mm:ss'Z'}' and attributes='created_at,updated_at'";
  expect(told('warnings')).toEqual([
    'Hubspot accounts.datesConfiguration.createdCheckTolerance: taken; its place is beside url, outside datesConfiguration',
    "egnyte events.datesConfiguration.createdDateFormat: odd number of quotes; taken as yyyy-MM-dd'T'HH:mm:ss.SSSX",
    'magentov2 products.url: blanks around the value taken off',
    'plaid transactions.xPath: kept, not used',
    `servicenow-oauth ${unclosed}`,
    "woocommerce-rest contacts.datesConfiguration.updatedDateFormat: odd number of quotes; taken as yyyy-MM-dd'T'HH:mm:ss",
    "woocommerce-rest contacts.datesConfiguration.createdDateFormat: odd number of quotes; taken as yyyy-MM-dd'T'HH:mm:ss",
    `elementTemplate ${unclosed}`,
    ...spelling,
    ...spelling,
    'salesloft contacts.oauth.user.refresh_time: not part of the polling configuration; ignored',
    'salesloft contacts.oauth.user.refresh_token: not part of the polling configuration; ignored',
    "salesloft contacts.url: odd number of quotes; taken as /hubs/crm/contacts?where=updated_at>='${date:yyyy-MM-dd'T'HH:mm:ssXXX}'",
  ]);
});

test('with its time zone set, Zoho is accepted, and its bracketed fields are named', () => {
  const zoho = realConfigurations.filter(({ connector }) => connector === 'zohocrm');
  for (const { resource, config } of zoho) {
    const { definitions, issues } = outcomeOf({ [resource]: config }, { TimeZone: 'Asia/Kolkata' });
    expect(issues).toEqual([]);
    expect(definitions[0]).toMatchObject({
      url: `/hubs/crm/${resource}?where='Modified Time'>'\${dateTimeZone:Asia/Kolkata:yyyy-MM-dd HH:mm:ss}'`,
      updated: { field: 'Modified Time', timezone: 'Asia/Kolkata' },
      created: { field: 'Created Time', timezone: 'Asia/Kolkata' },
    });
  }
  expect(zoho).toHaveLength(7);
});

function namesADate(config: object): boolean {
  const dates = 'datesConfiguration' in config ? (config.datesConfiguration as Record<string, unknown>) : {};
  return Object.entries(dates).some(([key, value]) => key.endsWith('Field') && value !== '');
}

test('each that is accepted has one definition, and none loses its dates', () => {
  const accepted = outcomes.filter(({ outcome }) => outcome.issues.length === 0);
  expect(accepted).toHaveLength(187);
  for (const { config, outcome } of accepted) {
    expect(outcome.definitions).toHaveLength(1);
    const hasDate = outcome.definitions.some(({ updated, created }) => (updated ?? created) !== undefined);
    expect(hasDate).toBe(namesADate(config));
  }
});
