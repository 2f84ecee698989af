import { isRecord, type JsonValue } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { findResource, type FoundResource } from '../../hub/find-resource.ts';
import { parseHubUrl } from '../../hub/hub-query.ts';
import { planQuery } from '../../hub/plan-query.ts';
import { capturedKeys } from '../../model/captured-keys.ts';
import { isPoll, type Fixture } from './fixture.ts';

/** What the files of a connector say beside what the server itself reads in them. */
export interface ConnectorFiles {
  /** connector.yaml as it stands, without the defaults of the format. */
  written: JsonValue;
  /** Undefined: there is none. */
  readme: string | undefined;
  fixtures: readonly Fixture[];
  /** Names of the fixtures that cannot be read: what they are about is not known to be missing. */
  unreadable: readonly string[];
}

/** What a connector of the catalogue must say although the format does not ask for it. Empty: it says it all. */
export function checkDeclarations(connector: Connector, files: ConnectorFiles): string[] {
  return [
    ...checkReadme(files),
    ...checkLimits(connector, files),
    ...polled(connector).flatMap(([name, definition, found]) =>
      found instanceof Fault
        ? [`events.polling.configuration.${name}: ${found.message}`]
        : checkPolled(connector, files, { name, definition, found }),
    ),
    ...checkCoverage(connector, files),
  ];
}

type Definition = Record<string, unknown>;

/** The default polls with their resources, or with why they have none. */
export const polled = (connector: Connector): [string, Definition, FoundResource | Fault][] =>
  Object.entries(connector.events.polling.configuration).map(([name, definition]) => [
    name,
    definition,
    foundResource(connector, String(definition['url'])),
  ]);

function foundResource(connector: Connector, url: string): FoundResource | Fault {
  try {
    return findResource(connector, parseHubUrl(url).path);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

function checkReadme({ readme }: ConnectorFiles): string[] {
  if (readme === undefined) return ['README.md: missing; it says how an account is set up'];
  return /^##+ .*\bset(?:ting)?[ -]?up\b/im.test(readme)
    ? []
    : ['README.md: has no section on setting up an account, e.g. "## Setting up"'];
}

/** No limit is found out about by running into it. */
function checkLimits({ rateLimit }: Connector, { written, readme = '' }: ConnectorFiles): string[] {
  const { limits, remaining, concurrency } = rateLimit;
  if (limits.length > 0 || remaining.length > 0 || concurrency !== undefined) return [];
  if (isRecord(written) && Object.hasOwn(written, 'rateLimit')) return [];
  const section = /^##+ .*\blimits?\b.*\n([\s\S]*?)(?=^##|$(?![\s\S]))/im.exec(readme)?.[1]?.trim() ?? '';
  return section === ''
    ? [
        'rateLimit: missing; declare the limits, or say under "## Limits" in README.md that there are none or that they are unknown',
      ]
    : [];
}

interface PolledResource {
  name: string;
  definition: Definition;
  found: FoundResource;
}

function checkPolled(connector: Connector, files: ConnectorFiles, polledResource: PolledResource): string[] {
  const { name, definition, found } = polledResource;
  const at = `events.polling.configuration.${name}`;
  const { idField } = definition;
  return [
    ...(typeof idField === 'string' && idField !== ''
      ? []
      : [`${at}.idField: missing; without it records are known by their content alone`]),
    ...(declaresSettle(files.written, found.name)
      ? []
      : [
          `resources.${found.name}.polling.settleSeconds: missing; how late may a record become visible? (see settle-horizons.md)`,
        ]),
    ...checkDefaultQuery(connector, String(definition['url'])).map((fault) => `${at}.url: ${fault}`),
  ];
}

function declaresSettle(written: JsonValue, resource: string): boolean {
  const polling = inside(inside(inside(written, 'resources'), resource), 'polling');
  return inside(polling, 'settleSeconds') !== undefined;
}

const inside = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  isRecord(value) ? value[name] : undefined;

/** Dates of a poll, filled in with any moment. */
const anyMoment = (url: string): string =>
  url
    .replaceAll(/\$\{(?:epoch|milliseconds)[^}]*\}/gi, '1506544512258')
    .replaceAll(/\$\{[^{}]*\}/g, '2026-01-01T00:00:00.000Z');

/** What a user need not know can be left out of a poll: it runs with what the form of an instance asks for. */
function checkDefaultQuery(connector: Connector, url: string): string[] {
  try {
    const plan = planQuery(connector, parseHubUrl(anyMoment(url)), anyConfiguration(connector));
    const orphans = plan.unfilled.filter(({ from }) => from === undefined);
    return [
      ...(plan.filter ? ['has a condition that the provider cannot filter by: every poll would read everything'] : []),
      ...orphans.map(({ name }) => `{${name}} has no source`),
    ];
  } catch (error) {
    if (error instanceof Fault) return [error.message];
    throw error;
  }
}

/** Good as a time zone, too. */
const anyValue = 'UTC';

/** A value for each entry that is required or has a default, and for each path parameter that only the configuration can give. */
function anyConfiguration(connector: Connector): Record<string, string> {
  const { configuration, resources } = connector;
  const parameters = Object.values(resources).flatMap((resource) => Object.values(resource.parameters));
  const chosen = parameters.flatMap(({ configuration: [key], from }) =>
    key === undefined || from !== undefined ? [] : [key],
  );
  const required = configuration.filter((entry) => entry.required).map(({ key }) => key);
  const values = Object.fromEntries(
    [...chosen, ...required, ...capturedKeys(connector)].map((key): [string, string] => [key, anyValue]),
  );
  const defaults = configuration.flatMap(({ key, defaultValue }): [string, string][] =>
    defaultValue === undefined ? [] : [[key, defaultValue]],
  );
  return { ...values, ...Object.fromEntries(defaults), 'base.url': 'https://any.example' };
}

function checkCoverage(connector: Connector, { fixtures, unreadable }: ConnectorFiles): string[] {
  const names = Object.keys(connector.resources);
  const polls = Object.keys(connector.events.polling.configuration);
  const covered = new Set(fixtures.map((fixture) => resourceRead(connector, fixture)));
  const pollsCovered = new Set(fixtures.map(pollPlayed));
  const pollsTelling = new Set(fixtures.filter(tellsEvents).map(pollPlayed));
  return [
    ...(unreadable.length > 0
      ? []
      : [
          ...names.filter((name) => !covered.has(name)).map((name) => `fixtures: none of the resource ${name}`),
          ...polls.filter((name) => !pollsCovered.has(name)).map((name) => `fixtures: none that polls ${name}`),
          ...polls
            .filter((name) => pollsCovered.has(name) && !pollsTelling.has(name))
            .map((name) => `fixtures: none that polls ${name} tells an event`),
        ]),
    ...fixtures
      .filter(({ resource }) => !names.includes(resource) && !polls.includes(resource))
      .map(({ name }) => `fixtures/${name}.json: its name begins with no resource; there are ${names.join(', ')}`),
  ];
}

const tellsEvents = ({ content }: Fixture): boolean => isPoll(content) && content.events.length > 0;

const pollPlayed = ({ resource, content }: Fixture): string | undefined => {
  if (!isPoll(content)) return undefined;
  return typeof content.poll === 'string' ? content.poll : resource;
};

/** The resource that a fixture is about, whatever the file is called; undefined: there is no such one. */
function resourceRead(connector: Connector, { content }: Fixture): string | undefined {
  const { configuration } = connector.events.polling;
  if (!isPoll(content)) {
    const found = foundResource(connector, content.query);
    const ofRecord = () => foundResource(connector, content.query.split('?')[0]?.replace(/\/[^/]*$/, '') ?? '');
    return nameOf(found) ?? nameOf(ofRecord());
  }
  const definition = typeof content.poll === 'string' ? configuration[content.poll] : content.poll;
  return nameOf(foundResource(connector, String(definition?.['url'])));
}

const nameOf = (found: FoundResource | Fault): string | undefined => (found instanceof Fault ? undefined : found.name);

/** Lines of connector.yaml that say that they are not certain. */
export function doubtfulLines(yaml: string): { line: number; text: string }[] {
  return yaml.split('\n').flatMap((text, index) => {
    const found = /#\s*doubtful:?\s*(.*)$/i.exec(text);
    return found ? [{ line: index + 1, text: found[1] ?? '' }] : [];
  });
}
