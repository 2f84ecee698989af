import {
  baseUrlEntry,
  oauth1ConfigurationEntries,
  oauthConfigurationEntries,
  passwordEntries,
  standardConfigurationEntries,
  type StandardConfigurationEntry,
} from '../../src/model/instance-configuration/standard-configuration-entries.ts';
import {
  keptPollerKeys,
  pollerConfigurationKeys,
  type PollerConfigurationKey,
} from '../../src/model/poller-configuration/poller-configuration-keys.ts';
import { keepReference } from '../keep-reference.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');
const code = (text: string | undefined) => (text ? `\`${text}\`` : '');

const entryRow = ({ key, type, defaultValue, secret, description }: StandardConfigurationEntry) =>
  `| \`${key}\` | ${type === 'BOOLEAN' ? 'boolean' : 'text'} | ${code(defaultValue)} | ${secret ? 'yes' : ''} | ${cell(description)} |`;

const entryTable = (entries: readonly StandardConfigurationEntry[]) =>
  ['| Key | Type | Default | Secret | Meaning |', '| --- | --- | --- | --- | --- |', ...entries.map(entryRow)].join(
    '\n',
  );

const pollerRow = ({ key, type, default: byDefault, required, aliases, description }: PollerConfigurationKey) =>
  `| \`${key}\` | ${type} | ${required ? 'required' : code(byDefault)} | ${(aliases ?? []).map(code).join(', ')} | ${cell(description)} |`;

const pollerTable = (place: PollerConfigurationKey['place']) => {
  const keys: readonly PollerConfigurationKey[] = pollerConfigurationKeys;
  const rows = keys.filter((key) => key.place === place).map(pollerRow);
  return ['| Key | Type | Default | Also accepted | Meaning |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
};

const used = standardConfigurationEntries.filter((entry) => !entry.unused);
const unused = standardConfigurationEntries.filter((entry) => entry.unused);

/** OAuth 1 shares entries with OAuth 2. */
const credentialEntries = new Set([
  ...oauthConfigurationEntries,
  ...oauth1ConfigurationEntries,
  ...passwordEntries,
  baseUrlEntry,
]);

await keepReference(
  'configuration.md',
  `# Configuration of an instance

The \`configuration\` object of \`POST\`, \`PUT\` and \`PATCH /instances\`. A value may be a boolean, a number or text; it
is kept and answered as text. Secret values are sealed in the database and answered as \`********\`; that mask sent back
keeps the stored value. A stored secret stays one where the connector has come to describe its entry otherwise, until a new value is
sent. An unknown key is kept, and named in \`warnings\` with the nearest known one. A value that is not
allowed is answered with 400, its path, what was found and what is allowed, for all wrong values at once. There are at
most 1,000 values; one of type \`TEXTFIELD_128\` has at most 128 characters (others of this kind likewise), any other 200,000.

## Events

${entryTable(used)}

## Credentials

What a connector needs of these is a matter of its [authentication](authentication.md). Its own entries come on top:
\`GET /elements/{keyOrId}/configuration\` lists all of them.

${entryTable([...credentialEntries])}

## event.poller.configuration

An object with one member per resource, or the same as JSON text. The name of the member is the \`objectType\` of its
events; its value has these keys:

${pollerTable('resource')}

and in \`datesConfiguration\`:

${pollerTable('dates')}

\`url\` may hold [time templates](dates.md), which print the lower bound of each poll, and \`{name}\` for a value of the
configuration or of a parent resource. [Change detection](change-detection.md) says what the other keys do. The keys
of \`polling\` are those that a [connector](connectors.md) has under \`polling\` of a resource; what an instance does not say stays as
the connector says it.

## Without effect

Understood and kept, so that a configuration can move back: ${unused.map((entry) => code(entry.key)).join(', ')}; in
\`event.poller.configuration\`: ${keptPollerKeys.map(code).join(', ')}.

This page is written by \`scripts/docs/configuration.ts\` from the lists in \`src/model\`.
`,
);
