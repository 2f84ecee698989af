import type { JsonRecord } from '../../src/lib/json.ts';
import { Fault } from '../../src/model/fault.ts';
import type { PollDefinition } from '../../src/model/poll-definition.ts';
import { normalizePollerConfiguration } from '../../src/model/poller-configuration/normalize-poller-configuration.ts';

/** What became of a polling configuration; warnings and issues as `path: message`, paths from the resource on. */
export interface Outcome {
  definitions: PollDefinition[];
  warnings: string[];
  issues: string[];
}

const root = 'configuration.event.poller.configuration';
const told = ({ path, message }: { path: string; message: string }) => `${path.slice(root.length + 1)}: ${message}`;

export function outcomeOf(value: unknown, values: Record<string, string> = {}): Outcome {
  try {
    const { definitions, warnings } = normalizePollerConfiguration(value, root, values);
    return { definitions, warnings: warnings.map(told), issues: [] };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'configuration.invalid') throw error;
    return { definitions: [], warnings: [], issues: error.issues.map(told) };
  }
}

/** Of one resource, named `contacts`. */
export const outcomeOfOne = (entry: JsonRecord, values: Record<string, string> = {}): Outcome =>
  outcomeOf({ contacts: entry }, values);

/** With nothing but the URL and an id. */
export const outcomeOfUrl = (url: string, values: Record<string, string> = {}): Outcome =>
  outcomeOfOne({ url, idField: 'id' }, values);

/** With a URL and these dates. */
export const outcomeOfDates = (datesConfiguration: JsonRecord, values: Record<string, string> = {}): Outcome =>
  outcomeOfOne({ url: '/x', idField: 'id', datesConfiguration }, values);
