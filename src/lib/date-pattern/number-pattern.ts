import type { Instant } from '../instant.ts';

/** The formats that are no patterns: a count of units since 1970. */
const unitMicros: Readonly<Record<string, number>> = { microseconds: 1, milliseconds: 1_000, seconds: 1_000_000 };

export interface NumberPattern {
  parse: (text: string) => Instant | undefined;
  print: (instant: Instant) => string;
  granularityMicros: number;
}

/** `milliseconds`, `seconds` or `microseconds`, in any case; undefined for other texts. */
export function numberPattern(source: string): NumberPattern | undefined {
  const micros = unitMicros[source.toLowerCase()];
  if (micros === undefined) return undefined;
  return {
    granularityMicros: micros,
    parse: (text) => parseCount(text, micros),
    print: (instant) => String(Math.floor(instant / micros)),
  };
}

const decimal = /^([+-]?)(\d{1,20})(?:\.(\d*))?$/;
const scientific = /^[+-]?\d+(?:\.\d+)?e[+-]?\d{1,2}$/i;
/** The end of the year 9999. A count beyond it is in another unit than its format says. */
const mostMicros = 253_402_300_800 * 1_000_000;

/** The whole part and the fraction are scaled apart: together they have more digits than a number keeps. */
function parseCount(text: string, micros: number): Instant | undefined {
  const [, sign, whole, fraction] = decimal.exec(text) ?? [];
  if (whole === undefined) return scientific.test(text) ? within(Math.round(Number(text) * micros)) : undefined;
  const parts = fraction ? Math.floor(Number(`0.${fraction.slice(0, 12)}`) * micros + 1e-6) : 0;
  const count = Number(whole) * micros + parts;
  return within(sign === '-' ? 0 - count : count);
}

const within = (micros: number) => (Math.abs(micros) < mostMicros ? micros : undefined);
