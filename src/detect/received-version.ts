import type { Instant } from '../lib/instant.ts';
import { deletedVersion } from '../store/poll-commit.ts';

/**
 * Versions that webhooks brought have this before their hash: `2026-01-01T00:00:00Z|~hash`. What a webhook shows of a record
 * is seldom what a list shows of it, so that their hashes must never be taken for each other.
 */
const mark = '~';

/** The version of a record with this date and content when a webhook brings it. */
export function receivedVersion(version: string): string {
  const at = version.lastIndexOf('|') + 1;
  return `${version.slice(0, at)}${mark}${version.slice(at)}`;
}

export const isReceived = (version: string): boolean =>
  version !== deletedVersion && version.charAt(version.lastIndexOf('|') + 1) === mark;

/** The hash of the content alone, whichever road brought it. */
export function contentOf(version: string): string {
  const at = version.lastIndexOf('|') + 1;
  return version.slice(version.charAt(at) === mark ? at + 1 : at);
}

/**
 * What an event is told by that a webhook brought: the date alone, as the form of the record is that of the webhook. Who finds a
 * record of this date of which no version is remembered can so ask whether a webhook has told it.
 */
export const webhookVersion = (date: Instant): string => `@${date}`;
