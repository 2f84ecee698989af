// How many dates a second each pattern reads and prints, beside Date.parse in the same loop. Run: node bench/date-patterns.ts
import { compileDatePattern } from '../src/lib/date-pattern/date-pattern.ts';
import { instantFromMs } from '../src/lib/instant.ts';

const cases: { source: string; timezone?: string }[] = [
  { source: "yyyy-MM-dd'T'HH:mm:ssXXX" },
  { source: "yyyy-MM-dd'T'HH:mm:ss'Z'" },
  { source: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'" },
  { source: "yyyy-MM-dd'T'HH:mm:ss.SSSZ" },
  { source: "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", timezone: '-5:00' },
  { source: 'yyyy-MM-dd HH:mm:ss' },
  { source: 'yyyy-MM-dd HH:mm:ss', timezone: 'Europe/Berlin' },
  { source: 'yyyy-MM-dd' },
  { source: 'MM/dd/yyyy HH:mm:ss' },
  { source: 'EEE, dd MMM yyyy HH:mm:ss Z' },
  { source: 'milliseconds' },
];

const valuesPerRound = 1_000;
const rounds = 300;

/** A moment every 7 hours, 11 minutes and some, over 2026. */
const instants = Array.from({ length: valuesPerRound }, (_, place) =>
  instantFromMs(1_767_225_600_000 + place * 25_912_345),
);

function perSecond<T>(values: readonly T[], run: (value: T) => number): number {
  let sum = 0;
  const loop = (times: number) => {
    for (let round = 0; round < times; round += 1) for (const value of values) sum += run(value);
  };
  loop(rounds / 10);
  const start = performance.now();
  loop(rounds);
  const seconds = (performance.now() - start) / 1000;
  if (Number.isNaN(sum)) throw new Error('a value was not read');
  return (values.length * rounds) / seconds;
}

const millions = (rate: number) => `${(rate / 1e6).toFixed(2)} M/s`.padStart(11);

const isoValues = instants.map(compileDatePattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").print);
const dateParse = perSecond(isoValues, (text) => Date.parse(text));
console.log(`${'Date.parse'.padEnd(50)} parse ${millions(dateParse)}`);

for (const { source, timezone } of cases) {
  const pattern = compileDatePattern(source, timezone);
  const values = instants.map(pattern.print);
  const parse = perSecond(values, (text) => pattern.parse(text) ?? Number.NaN);
  const print = perSecond(instants, (instant) => pattern.print(instant).length);
  const name = timezone === undefined ? source : `${source} in ${timezone}`;
  const ratio = (parse / dateParse).toFixed(2);
  console.log(`${name.padEnd(50)} parse ${millions(parse)} = ${ratio} of Date.parse   print ${millions(print)}`);
}
