import type { HookKind } from './hook-place.ts';
import type { WebhookSample } from './hook-samples.ts';
import type { TrialSample } from './hook-trial.ts';

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** The fields with a sample in them. Hooks around requests keep their own: a webhook says nothing of a request. */
export function filledSample(before: TrialSample, kind: HookKind, sample: WebhookSample): TrialSample {
  if (kind !== 'event') return before;
  return {
    ...before,
    method: sample.method ?? '',
    payload: sample.payload,
    headers: json(sample.headers),
    query: json(sample.query ?? {}),
  };
}
