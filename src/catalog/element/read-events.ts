import { isRecord, JsonSyntaxError, parseJson, type JsonRecord } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { ElementDocument } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { newFindings } from '../../model/findings/findings.ts';
import type { PollDefinition } from '../../model/poll-definition.ts';
import { convertLegacyPollerUrls } from '../../model/poller-configuration/convert-legacy-poller-urls.ts';
import { readPollerConfiguration } from '../../model/poller-configuration/read-poller-configuration.ts';
import { filterOfPoll } from './filter-of-poll.ts';
import { hubPath, namesIn, pathShape } from './hub-path.ts';
import { withObjectNames } from './object-names.ts';
import { defaultValueOf, indexOfEntry } from './read-entries.ts';
import type { PolledAs } from './read-resource.ts';

type Polling = Connector['events']['polling'];

export interface ReadEvents {
  polling: Polling;
  /** What polls say of the resource that they read, by the shape of its path. */
  polled: Map<string, PolledAs>;
}

/** The default polls, from `event.poller.configuration`, or `event.poller.urls` where there is no such default. */
export function readEvents({ configuration: entries }: ElementDocument, remark: Remark): ReadEvents {
  const minutes = Number(defaultValueOf(entries, 'event.poller.refresh_interval'));
  const given = pollerConfiguration(entries, remark);
  const at = `configuration[${given.index}].defaultValue`;
  const values = Object.fromEntries(entries.map(({ key }) => [key, defaultValueOf(entries, key)]));
  const configuration: Polling['configuration'] = {};
  const polled = new Map<string, PolledAs>();
  const named = withObjectNames(given.resources, defaultValueOf(entries, 'event.objects'));
  for (const [resource, entry] of Object.entries(named)) {
    const definition = pollOf({ resource, entry, at: `${at}.${resource}` }, values, remark);
    if (!definition || !isRecord(entry)) continue;
    Object.defineProperty(configuration, resource, {
      value: entry,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    const shape = shapeOf(definition);
    if (!polled.has(shape)) polled.set(shape, polledAs(definition));
  }
  return { polling: { defaultIntervalMinutes: minutes > 0 ? minutes : 15, configuration }, polled };
}

interface GivenPolls {
  index: number;
  resources: JsonRecord;
}

function pollerConfiguration(entries: ElementDocument['configuration'], remark: Remark): GivenPolls {
  const text = defaultValueOf(entries, 'event.poller.configuration');
  const legacy = defaultValueOf(entries, 'event.poller.urls');
  if (text !== '' || legacy === '') {
    const index = indexOfEntry(entries, 'event.poller.configuration');
    return { index, resources: parsedPolls(text, `configuration[${index}].defaultValue`, remark) };
  }
  const index = indexOfEntry(entries, 'event.poller.urls');
  const findings = newFindings();
  const at = `configuration[${index}].defaultValue`;
  const resources = convertLegacyPollerUrls(findings, at, legacy, {});
  for (const { path, message } of findings.issues) remark(path, 'notRun', message);
  remark(at, 'changed', 'the lines are taken as an event.poller.configuration');
  return { index, resources };
}

function parsedPolls(text: string, at: string, remark: Remark): JsonRecord {
  if (text === '') return {};
  try {
    const value = parseJson(text);
    if (isRecord(value)) return value;
    remark(at, 'notRun', 'nothing is polled by default: it is no JSON object');
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    remark(at, 'notRun', `nothing is polled by default: ${error.message}`);
  }
  return {};
}

/** A poll that could not be set up would keep every instance from being made. */
function pollOf(
  { resource, entry, at }: { resource: string; entry: JsonRecord[string]; at: string },
  values: Record<string, string>,
  remark: Remark,
): PollDefinition | undefined {
  const findings = newFindings();
  const { definitions } = readPollerConfiguration(findings, at, { [resource]: entry }, values);
  const [definition] = definitions;
  if (definition) return definition;
  const reasons = [...findings.issues, ...findings.warnings].map(({ message }) => message);
  remark(at, 'notRun', `it is not polled by default: ${reasons.join('; ') || 'it is no poll'}`);
  return undefined;
}

const shapeOf = ({ url }: PollDefinition): string => pathShape(hubPath(url) ?? '');

const polledAs = ({ idField, url, updated, created }: PollDefinition): PolledAs => ({
  idField,
  filter: filterOfPoll(url),
  dateFields: [updated, created].flatMap((date) => (date ? [date.field] : [])),
});

/** Takes out the polls of resources that cannot be run, as no instance could be made with them. */
export function runnablePolls(
  { polling }: ReadEvents,
  { document, resources }: { document: ElementDocument; resources: Connector['resources'] },
  remark: Remark,
): Polling {
  // What we describe ourselves says where the values come from, also where no entry is described for them.
  const entries = document.tidings ? undefined : new Set(document.configuration.map(({ key }) => key));
  const index = indexOfEntry(document.configuration, 'event.poller.configuration');
  const at = `configuration[${index < 0 ? indexOfEntry(document.configuration, 'event.poller.urls') : index}].defaultValue`;
  const configuration = Object.fromEntries(
    Object.entries(polling.configuration).filter(([name, entry]) => {
      const given = Object.entries(entry).find(([key]) => key.toLowerCase() === 'url')?.[1];
      const url = typeof given === 'string' ? given : '';
      const reason = whyNotPolled(url, resources, entries);
      if (reason === undefined) return true;
      remark(`${at}.${name}`, 'notRun', `it is not polled by default: ${reason}`);
      return false;
    }),
  );
  return { ...polling, configuration };
}

/** `entries`: keys of the configuration, from which a value for a placeholder can come; undefined: from any. */
function whyNotPolled(
  url: string,
  resources: Connector['resources'],
  entries: ReadonlySet<string> | undefined,
): string | undefined {
  const path = (hubPath(url) ?? '').split('/');
  const found = Object.values(resources).find((resource) => matches(resource.path.split('/'), path));
  if (!found) return `no resource that can be run has the path of ${url}`;
  const isFilled = (name: string) => {
    const { from, configuration = [] } = found.parameters[name] ?? {};
    return from !== undefined || configuration.some((key) => entries?.has(key) ?? true);
  };
  const unfilled = found.path.split('/').find((segment, index) => {
    const [name] = namesIn(segment);
    return name !== undefined && path[index]?.startsWith('{') === true && !isFilled(name);
  });
  if (unfilled === undefined) return undefined;
  return `nothing says what ${unfilled} stands for; name what is polled in event.poller.configuration of each instance`;
}

const matches = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length &&
  pattern.every((segment, index) => segment.startsWith('{') || segment === path[index]);
