import type { JsonRecord } from '../../lib/json.ts';
import type { DateField, PollDefinition } from '../poll-definition.ts';

/**
 * The configuration of one resource in canonical spelling, as `event.poller.configuration` has it. Settings that have their
 * default are left out; a `url` that was refused is, too.
 */
export function canonicalEntry(definition: Omit<PollDefinition, 'url'> & { url: string | undefined }): JsonRecord {
  const { url, idField, updated, created, pageSize, polling, unused } = definition;
  const dates = { ...dateEntries('updated', updated), ...dateEntries('created', created) };
  return {
    ...(url !== undefined && { url }),
    ...(idField !== '' && { idField }),
    ...flagsOf(definition),
    ...(definition.createdCheckToleranceSeconds > 0 && {
      createdCheckTolerance: definition.createdCheckToleranceSeconds,
    }),
    ...(pageSize !== undefined && { pageSize }),
    ...(definition.pollDelaySeconds > 0 && { pollDelay: definition.pollDelaySeconds }),
    ...(Object.keys(polling).length > 0 && { polling: structuredClone(polling) as JsonRecord }),
    ...(Object.keys(dates).length > 0 && { datesConfiguration: dates }),
    ...unused,
  };
}

function flagsOf(definition: Omit<PollDefinition, 'url'>): JsonRecord {
  const { filterByUpdatedDate, filterByCurrentDate, createdWhenNew, changedFields, keepRecords } = definition;
  return {
    ...(!filterByUpdatedDate && { filterByUpdatedDate }),
    ...(filterByCurrentDate && { filterByCurrentDate }),
    ...(createdWhenNew && { createdWhenNew }),
    ...(changedFields && { changedFields }),
    ...(keepRecords && { keepRecords }),
  };
}

const dateEntries = (which: 'updated' | 'created', date: DateField | undefined): JsonRecord =>
  date === undefined
    ? {}
    : {
        [`${which}DateField`]: date.field,
        [`${which}DateFormat`]: date.format,
        [`${which}DateTimezone`]: date.timezone,
      };
