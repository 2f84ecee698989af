import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import { msFromInstant } from '../../lib/instant.ts';
import type { SignatureScheme } from '../../model/signature-scheme.ts';

type Timestamp = NonNullable<SignatureScheme['timestamp']>;

/** Why a request is refused because of when it was signed; undefined when that is near enough. */
export function untimely(
  { header, unit, toleranceSeconds }: Timestamp,
  written: string | undefined,
  receivedAt: number,
): string | undefined {
  const place = header === undefined ? 'the timestamp of the signature' : `the header ${header}`;
  if (written === undefined || written === '') return `${place} is missing`;
  const signedAt = epochMs(unit, written);
  if (signedAt === undefined) return `${place} is no time in ${units[unit]}`;
  const awayMs = Math.abs(receivedAt - signedAt);
  if (awayMs <= toleranceSeconds * 1_000) return undefined;
  const direction = signedAt < receivedAt ? 'before' : 'after';
  return `${place} lies ${Math.round(awayMs / 1_000)} s ${direction} our clock; allowed: ${toleranceSeconds} s`;
}

const units = { seconds: 'epoch seconds', milliseconds: 'epoch milliseconds', iso: 'ISO 8601' } as const;

function epochMs(unit: Timestamp['unit'], written: string): number | undefined {
  if (unit === 'iso') return isoMs(written);
  if (!/^\d{1,15}$/.test(written)) return undefined;
  return unit === 'seconds' ? Number(written) * 1_000 : Number(written);
}

function isoMs(written: string): number | undefined {
  const instant = datePattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").parse(written);
  return instant === undefined ? undefined : msFromInstant(instant);
}
