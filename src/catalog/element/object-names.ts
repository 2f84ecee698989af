import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';

const placeholder = '{objectName}';

/**
 * Polls with a template of one, `{"{objectName}": {"url": "/hubs/db/{objectName}?…"}}`, in its place one for each of
 * `objects`, separated by commas. What is polled under its own name already is left as it is, and so is a template
 * without any objects.
 */
export function withObjectNames(polls: JsonRecord, objects: string): JsonRecord {
  const names = objects
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const entries = Object.entries(polls).flatMap(([resource, poll]): [string, JsonValue][] => {
    if (!resource.includes(placeholder) || names.length === 0) return [[resource, poll]];
    return names
      .map((name): [string, JsonValue] => [filled(resource, name), filledPoll(poll, name)])
      .filter(([own]) => !Object.hasOwn(polls, own));
  });
  return Object.fromEntries(entries);
}

const filled = (text: string, name: string): string => text.replaceAll(placeholder, () => name);

const filledPoll = (poll: JsonValue, name: string): JsonValue =>
  isRecord(poll)
    ? Object.fromEntries(
        Object.entries(poll).map(([key, value]) => [key, typeof value === 'string' ? filled(value, name) : value]),
      )
    : poll;
