import type { components } from '../../../api/openapi-types.ts';
import { printCount } from '../../../parts/format.ts';

type Told = Pick<components['schemas']['Receiver'], 'inactiveReason' | 'lastFailure' | 'failures'>;

/** Why a receiver fails, or is off, in a sentence or two. */
export function failureWords({ inactiveReason, lastFailure, failures }: Told): string {
  const last = lastFailure && (lastFailure.detail ?? codeOf(lastFailure.statusCode));
  const sentences = [
    ...(inactiveReason === null ? [] : [ended(inactiveReason)]),
    // The reason repeats what the last attempt said.
    ...(last === null || inactiveReason?.includes(last) ? [] : [`Last error: ${ended(last)}`]),
    ...(failures > 1 ? [`${printCount(failures, 'attempt')} failed since the last that was acknowledged.`] : []),
  ];
  return sentences.length === 0 ? 'Deliveries wait for their next attempt.' : sentences.join(' ');
}

const codeOf = (statusCode: number | null) => (statusCode === null ? 'no answer' : `HTTP ${statusCode}`);

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
