import { isRecord, JsonSyntaxError, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { parseShallowJson } from '../../lib/shallow-json.ts';
import { describeValue } from '../findings/describe-value.ts';
import { refuse, warn, type Findings } from '../findings/findings.ts';
import { isUnset } from '../findings/read-setting.ts';
import type { PollDefinition } from '../poll-definition.ts';
import {
  isMisplaced,
  isMisplacedBesideResources,
  newMisplaced,
  takeMisplaced,
  type Misplaced,
} from './misplaced-values.ts';
import { readPollDefinition } from './read-poll-definition.ts';

export interface ReadPollerConfiguration {
  definitions: PollDefinition[];
  /** The resources as they were given, without what did not belong there; this is what is stored. */
  entries: JsonRecord;
  misplaced: Misplaced;
}

/**
 * Reads `event.poller.configuration`, an object or its JSON text. What is wrong is added to `findings`; resources with
 * an issue are left out. `values`: the instance configuration, which fills a zone such as `{TimeZone}`.
 */
export function readPollerConfiguration(
  findings: Findings,
  path: string,
  value: unknown,
  values: Record<string, string>,
): ReadPollerConfiguration {
  const read: ReadPollerConfiguration = { definitions: [], entries: {}, misplaced: newMisplaced() };
  for (const [resource, entry] of Object.entries(toEntries(findings, path, value) ?? {})) {
    const entryPath = `${path}.${resource}`;
    if (isMisplacedBesideResources(resource, entry)) {
      takeMisplaced(findings, { path: entryPath, key: resource, value: entry }, read.misplaced);
    } else if (isRecord(entry)) {
      readResource(findings, read, { resource, entry, path: entryPath }, values);
    } else {
      readScalar(findings, entryPath, entry);
    }
  }
  return read;
}

function readResource(
  findings: Findings,
  read: ReadPollerConfiguration,
  source: { resource: string; entry: JsonRecord; path: string },
  values: Record<string, string>,
): void {
  checkName(findings, source);
  const definition = readPollDefinition(findings, source, { values, misplaced: read.misplaced });
  if (definition) read.definitions.push(definition);
  const own = Object.entries(source.entry).filter(([key]) => !isMisplaced(key));
  read.entries[source.resource] = Object.fromEntries(own);
}

const exampleName = /^<.*>$|\{\{[^{}]*\}\}/;

function checkName(findings: Findings, { resource, path }: { resource: string; path: string }): void {
  const allowed = 'a name, e.g. contacts';
  if (resource.trim() === '') {
    refuse(findings, path, `found the resource name ${describeValue(resource)}; allowed: ${allowed}`);
  } else if (exampleName.test(resource)) {
    refuse(findings, path, `found the placeholder ${resource} of an example as resource name; allowed: ${allowed}`);
  }
}

function readScalar(findings: Findings, path: string, value: JsonValue): void {
  const meansResource = Array.isArray(value) || (typeof value === 'string' && /^\/|^hubs\/|\?where=/.test(value));
  if (!meansResource) return warn(findings, path, `found ${describeValue(value)}, which is no resource; ignored`);
  refuse(
    findings,
    path,
    `found ${describeValue(value)}; allowed: an object, e.g. {"url": "/hubs/crm/contacts", "idField": "id"}`,
  );
}

function toEntries(findings: Findings, path: string, given: unknown): JsonRecord | undefined {
  const value = typeof given === 'string' ? parseText(findings, path, given) : given;
  if (isUnset(value)) return undefined;
  if (!isRecord(value)) {
    return refuse(
      findings,
      path,
      `found ${describeValue(value)}; allowed: an object with one entry per resource, or its JSON text`,
    );
  }
  if (typeof value['url'] !== 'string') return value;
  return refuse(
    findings,
    path,
    'found the settings of one resource; allowed: the same under its name, e.g. {"contacts": {"url": …}}',
  );
}

/** Some clients encode the JSON text once more. */
function parseText(findings: Findings, path: string, text: string): JsonValue | undefined {
  if (isUnset(text)) return undefined;
  try {
    const value = parseShallowJson(text);
    if (typeof value !== 'string') return value;
    warn(findings, path, 'JSON text within JSON text; taken as its content');
    return parseShallowJson(value);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return refuse(findings, path, `not JSON: ${error.message}`);
  }
}
