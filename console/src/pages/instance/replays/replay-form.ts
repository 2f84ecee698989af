import { checkUrl } from '../events/check-url.ts';

/** What the dialog asks. Moments are those of a datetime-local field, in the reader's zone. */
export interface ReplayForm {
  period: 'everything' | 'between';
  from: string;
  to: string;
  resources: string[];
  types: string[];
  objectIds: string[];
  target: 'own' | 'other';
  url: string;
}

export const emptyReplayForm = (nowMs: number): ReplayForm => ({
  period: 'between',
  from: toLocalField(nowMs - 24 * 3_600_000),
  to: '',
  resources: [],
  types: [],
  objectIds: [],
  target: 'own',
  url: '',
});

/** 2026-01-31T08:00, as a datetime-local field has it. */
export function toLocalField(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What is wrong, by field; null: nothing. */
export const replayChecks = {
  from: (value: string, { period }: ReplayForm) =>
    period === 'between' && Number.isNaN(Date.parse(value)) ? 'A date and a time are needed.' : null,
  to: (value: string, { period, from }: ReplayForm) =>
    period === 'between' && value !== '' && Date.parse(value) < Date.parse(from)
      ? 'This is before the beginning.'
      : null,
  url: (value: string, { target }: ReplayForm) => (target === 'other' ? checkUrl(value) : null),
};

/** The body of the request. */
export function toReplayRequest({ period, from, to, resources, types, objectIds, target, url }: ReplayForm) {
  return {
    from: period === 'everything' ? 0 : new Date(from).toISOString(),
    // A minute of the field is meant to its end.
    ...(period === 'between' && to !== '' && { to: new Date(Date.parse(to) + 59_999).toISOString() }),
    ...(resources.length > 0 && { resources }),
    ...(types.length > 0 && { eventTypes: types }),
    ...(objectIds.length > 0 && { objectIds }),
    ...(target === 'other' && { url: url.trim() }),
  };
}
