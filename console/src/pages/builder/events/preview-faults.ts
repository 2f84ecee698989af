import type { PollingPreview } from './preview-words.ts';

type Fault = PollingPreview['issues'][number];

/** Why a resource cannot be polled as it is: what is wrong with its definition, or that the connector has no such resource. */
export function previewFaults({ issues, resource, requests }: PollingPreview): Fault[] {
  const own = issues.filter(({ path }) => path.startsWith('definition'));
  if (resource?.found !== false) return own;
  const message = requests?.unknown ?? 'the connector has no resource at this path';
  return [...own, { path: 'definition.url', message }];
}

/** True: no date tells when its records were changed, so that each poll reads all of them. */
export function pollsWithoutDates({ definition }: PollingPreview): boolean {
  const names = Object.keys({ ...definition, ...(definition['datesConfiguration'] as object | undefined) });
  return !names.some((name) => /^(updated|created)(Date|At)Field$/i.test(name));
}
