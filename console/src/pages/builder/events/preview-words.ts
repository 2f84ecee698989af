import type { components } from '../../../api/openapi-types.ts';
import type { Tone } from '../../../parts/status-badge.tsx';

export type PollingPreview = components['schemas']['PollingPreview'];
export type PreviewSample = NonNullable<PollingPreview['sample']>;
type Decision = PreviewSample['decision'];

export const outcomeTone: Record<Decision['outcome'], Tone> = {
  created: 'good',
  updated: 'good',
  deleted: 'attention',
  ignored: 'neutral',
  deferred: 'waiting',
};

export const outcomeWord: Record<Decision['outcome'], string> = {
  created: 'CREATED event',
  updated: 'UPDATED event',
  deleted: 'DELETED event',
  ignored: 'No event',
  deferred: 'Waits for the next poll',
};

const sentences: Partial<Record<Decision['rule'], string>> = {
  'before-window': 'Its date lies before what the next poll looks at: it was told before, or is older.',
  'after-scan-start': 'Its date lies after the beginning of the poll.',
  'updated-date-only': 'It has an updated date and no created date that can be read.',
  'created-date-only': 'It has a created date and no updated date.',
  'dates-equal': 'Its created and updated dates are the same, within createdCheckTolerance.',
  'dates-differ': 'Its created and updated dates differ.',
  'created-when-new': 'It was created since the last poll, though it was edited since (createdWhenNew).',
  'identity-new': 'It has no date that can be read, so that its id and content decide: it was never seen before.',
  deleted: 'The record says of itself that it was deleted.',
  baseline: 'It was there before.',
};

/** Why a sample record is decided as it is; for one that was never seen before. */
export const ruleSentence = ({ rule }: Decision): string => sentences[rule] ?? `By the rule ${rule}.`;

/** The issues of one setting, wherever it was found and however it was spelt. */
export function issueOf(issues: PollingPreview['issues'] | undefined, spelt: readonly string[]): string | undefined {
  const names = spelt.map((name) => name.toLowerCase());
  const found = issues?.filter(({ path }) => {
    const [head, ...rest] = path.split('.');
    return head === 'definition' && names.includes((rest.at(-1) ?? '').toLowerCase());
  });
  return found && found.length > 0 ? found.map(({ message }) => sentence(message)).join(' ') : undefined;
}

const sentence = (message: string): string => {
  const [first = '', ...rest] = message;
  const text = `${first.toUpperCase()}${rest.join('')}`;
  return /[.?!]$/.test(text) ? text : `${text}.`;
};

type Requests = NonNullable<PollingPreview['requests']>;

/** A request as one would type it, and its body below. */
export function requestText({ method, path, query, body }: Requests['requests'][number]): string {
  const text = query.map(({ name, value }) => `${name}=${value}`).join('&');
  return `${method} ${path}${text === '' ? '' : `?${text}`}${body === undefined ? '' : `\n\n${body}`}`;
}

/** What one has to know of the requests. */
export function requestRemarks({ requests, resource }: Pick<PollingPreview, 'requests' | 'resource'>): string[] {
  const { more = 0, notes = [], filteredHere = [] } = requests ?? {};
  const filters = resource?.filters.map(({ name, operators }) => `${name} (${operators.join(' ')})`) ?? [];
  const filtering =
    filters.length > 0
      ? `The provider filters by ${filters.join(', ')}.`
      : 'The provider filters by nothing: every poll reads all records.';
  return [
    ...(more > 0 ? [`And ${more} more of this kind.`] : []),
    ...notes,
    ...filteredHere.map((condition) => `Filtered here, not by the provider: ${condition}`),
    ...(resource?.found === true ? [filtering] : []),
  ];
}

/** A URL with its dates filled in, cut so that they can be marked. */
export function markedUrl(
  template: string,
  times: readonly { text: string; value?: string | undefined }[],
): { text: string; filled: boolean }[] {
  const parts: { text: string; filled: boolean }[] = [];
  let rest = template;
  for (const { text, value } of times) {
    const at = rest.indexOf(text);
    if (at < 0) continue;
    if (at > 0) parts.push({ text: rest.slice(0, at), filled: false });
    parts.push({ text: value ?? text, filled: value !== undefined });
    rest = rest.slice(at + text.length);
  }
  return rest === '' ? parts : [...parts, { text: rest, filled: false }];
}
