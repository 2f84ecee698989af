import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileDatePattern } from '../../src/lib/date-pattern/date-pattern.ts';
import { msFromInstant } from '../../src/lib/instant.ts';

const program = fileURLToPath(new URL('JavaDates.java', import.meta.url));
const hasJava = spawnSync('java', ['-version']).status === 0;
if (!hasJava) console.warn('date-patterns-java: skipped, because there is no `java` (JDK 11 or later) to compare with');

interface Question {
  kind: 'print' | 'parse' | 'strict';
  source: string;
  zone: string;
  /** A text, or epoch milliseconds to print. */
  value: string;
}

/** One running Java, which answers any number of times. */
function startJava() {
  const java = spawn('java', ['-Xmx256m', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: java.stdout })[Symbol.asyncIterator]();
  return {
    async ask(questions: Question[]): Promise<string[]> {
      java.stdin.write(
        questions.map(({ kind, source, zone, value }) => `${[kind, source, zone, value].join('\t')}\n`).join(''),
      );
      const answers: string[] = [];
      while (answers.length < questions.length) {
        const line = await lines.next();
        if (line.done) throw new Error(`java ended after ${answers.length} of ${questions.length} answers`);
        answers.push(line.value);
      }
      return answers;
    },
    async stop(): Promise<void> {
      java.stdin.end();
      await once(java, 'exit');
    },
  };
}

/** Our answer, in the form of Java's. */
function answer({ kind, source, zone, value }: Question): string {
  const pattern = compileDatePattern(source, zone);
  if (kind === 'print') return pattern.print(Number(value) * 1000);
  const instant = pattern.parse(value);
  return instant === undefined ? '-' : String(msFromInstant(instant));
}

// Not among them, because they differ on purpose (see the table of exceptions): S other than SSS, X for a zone with
// minutes, Y without a week, h or K without a, one letter twice.
const dates = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'MM/dd/yyyy',
  'dd/MM/yyyy',
  'd.M.y',
  'yyyyMMdd',
  'EEE, dd MMM yyyy',
  "EEEE, d MMMM yyyy 'of era' G",
  'dd-LLL-yyyy',
  'yyyy DDD',
  "YYYY-'W'ww-u",
  'yyyy ww EEE',
  'yyyy MM W u',
  'yyyy MM F EEEE',
  "''yyyy'' MM 'o''clock' dd",
];
const times = ['HH:mm:ss', 'HH:mm:ss.SSS', 'HH:mm', 'HHmmss', 'H:m:s', 'hh:mm:ss a', 'K:mm a', 'kk:mm:ss', 'h a', ''];
const zoneLetters = ['', ' Z', 'Z', ' z', ' zzzz', 'XXX', 'XX'];
const zones = [
  'UTC',
  'GMT',
  'PST',
  'CST',
  'EST',
  'MST',
  'GMT-08:00',
  'America/New_York',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Dublin',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Asia/Shanghai',
  'Australia/Sydney',
  'Pacific/Auckland',
];
// 1972 to 2036: rules of zones beyond are forecasts. Changes of clocks are weighted in.
const earliest = Date.UTC(1972, 0);
const latest = Date.UTC(2036, 0);
const changes = [
  '2019-03-10T10:00Z',
  '2019-03-31T01:00Z',
  '2019-10-27T01:00Z',
  '2019-11-03T06:00Z',
  '2019-04-06T16:00Z',
];
const moments = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: earliest, max: latest }) },
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -14_400_000, max: 14_400_000 }))
    .map(([change, ms]) => Date.parse(change) + ms),
);
const sources = fc
  .tuple(
    fc.constantFrom(...dates),
    fc.constantFrom(' ', "'T'", ' - '),
    fc.constantFrom(...times),
    fc.constantFrom(...zoneLetters),
  )
  .map(([date, separator, time, zone]) => date + (time === '' ? '' : separator + time) + zone)
  // Digits of a date and the sign of an offset cannot be told apart by either.
  .filter((source) => !source.endsWith('uZ'));
const prints: Question[] = fc.sample(
  fc.record({
    kind: fc.constant('print' as const),
    source: sources,
    zone: fc.constantFrom(...zones),
    value: moments.map(String),
  }),
  { numRuns: 4000, seed: 20_190_509 },
);

/** The questions that we answer otherwise. */
const differences = (questions: Question[], theirs: string[]) =>
  questions.flatMap((question, place) => {
    const ours = answer(question);
    return ours === theirs[place] ? [] : [{ ...question, java: theirs[place], ours }];
  });

describe.skipIf(!hasJava)('java.text.SimpleDateFormat', () => {
  let java: ReturnType<typeof startJava>;
  let printed: string[] = [];
  beforeAll(async () => {
    java = startJava();
    printed = await java.ask(prints);
  });
  afterAll(() => java.stop());

  it('prints what we print', () => {
    expect(differences(prints, printed)).toEqual([]);
  });

  it('reads what it printed as we do', async () => {
    const questions = printed.map((value, place): Question => ({ ...at(prints, place), kind: 'parse', value }));
    expect(differences(questions, await java.ask(questions))).toEqual([]);
  });

  it('reads no value strictly that we do not read the same', async () => {
    // One character is replaced, but not by a sign, a letter or a blank: the table of exceptions has those.
    const changed = printed.map((text, place): Question => {
      const character = (place * 7919) % text.length;
      const value = text.slice(0, character) + '0123456789:+'.charAt(place % 12) + text.slice(character + 1);
      return { ...at(prints, place), kind: 'strict', value };
    });
    // A fraction is not a count of milliseconds to us, so only three digits mean the same.
    const questions = changed.filter(({ source, value }) => !source.includes('SSS') || /\.\d{3}(?!\d)/.test(value));
    const theirs = await java.ask(questions);
    // Java's calendar is the Julian one before 1582, and its zones have seconds in their offsets before 1900.
    const isRead = (ms: string) => ms !== '-' && Number(ms) >= earliest && Number(ms) <= latest;
    const read = questions.filter((_, place) => isRead(at(theirs, place)));
    expect(read.length).toBeGreaterThan(700);
    expect(differences(read, theirs.filter(isRead))).toEqual([]);
  });

  /** Where we differ, and why: [kind, pattern, zone, value, Java's answer, ours, reason]. */
  const exceptions: [Question['kind'], string, string, string, string, string, string][] = [
    [
      'parse',
      'ss.SSSSSS',
      'UTC',
      '30.123456',
      '153456',
      '30123',
      'S is a fraction of a second, not a count of milliseconds',
    ],
    ['parse', 'ss.S', 'UTC', '30.5', '30005', '30500', 'S is a fraction of a second'],
    ['print', 'ss.SSSSSS', 'UTC', '30123', '30.000123', '30.123000', 'S is a fraction of a second'],
    ['print', 'ss.S', 'UTC', '30123', '30.123', '30.1', 'as many digits are printed as there are letters'],
    [
      'print',
      'HH:mm X',
      'Asia/Kolkata',
      '0',
      '05:30 +05',
      '05:30 +0530',
      'an offset without its minutes is another time',
    ],
    [
      'parse',
      'yyyy-MM-dd',
      'UTC',
      '2019-02-30',
      '1551484800000',
      '-',
      'a day that does not exist is an error of the vendor',
    ],
    ['parse', 'yyyy-MM-dd HH', 'UTC', '2019-02-01 25', '1549069200000', '-', 'an hour that does not exist too'],
    ['print', 'YYYY-MM-dd', 'UTC', '1546214400000', '2019-12-31', '2018-12-31', 'YYYY without a week is meant as yyyy'],
    [
      'parse',
      'YYYY-MM-dd',
      'UTC',
      '2018-12-31',
      '1514678400000',
      '1546214400000',
      'YYYY without a week is meant as yyyy',
    ],
    ['print', 'hh:mm', 'UTC', '46800000', '01:00', '13:00', 'hh without AM or PM is meant as HH'],
    ['parse', 'hh:mm', 'UTC', '12:30', '1800000', '45000000', 'hh without AM or PM is meant as HH'],
    [
      'print',
      'HH:mm -0800',
      'UTC',
      '0',
      '00:00 -0800',
      '16:00 -0800',
      'a written offset is the zone of what is before it',
    ],
    ['parse', "HH:mm:ss'Z'", 'UTC', '00:00:30.5Z', '-', '30500', 'a fraction is read where the pattern has none'],
    ['parse', 'HH:mm:ss.SSS', 'UTC', '00:00:30', '-', '30000', 'a fraction may be missing'],
    ['parse', 'HH:mm:ss XXX', 'UTC', '00:00:30 PST', '-', '28830000', 'every zone letter reads every kind of zone'],
    ['parse', 'HH:mm:ss z', 'UTC', '00:00:30 Z', '-', '30000', 'every zone letter reads every kind of zone'],
    ['parse', 'HH:mm z', 'UTC', '12:00 BST', '36000000', '39600000', 'BST is British Summer Time'],
    ['parse', 'yyyy HH:mm z', 'UTC', '2019 12:00 IST', '1546336800000', '-', 'IST is ambiguous outside its own zones'],
    ['print', 'z', 'America/Sao_Paulo', '0', 'BRT', 'GMT-03:00', 'names are printed only where they can be read back'],
    ['parse', 'dd/MM/yy', 'UTC', '09/05/-1', '-62187868800000', '-', 'numbers have no sign'],
    [
      'parse',
      'MM/dd/yyyy',
      'UTC',
      '2019-05-09T13:37:30Z',
      '-',
      '1557409050000',
      'ISO dates with a time are always read',
    ],
  ];

  it('differs in the listed cases, and in them only as listed', async () => {
    const questions = exceptions.map(([kind, source, zone, value]): Question => ({ kind, source, zone, value }));
    const theirs = await java.ask(questions);
    expect(questions.map((question, place) => [question, theirs[place], answer(question)])).toEqual(
      exceptions.map(([, , , , java, ours], place) => [questions[place], java, ours]),
    );
  });
});

function at<T>(items: readonly T[], place: number): T {
  const item = items[place];
  if (item === undefined) throw new Error(`nothing at ${place}`);
  return item;
}
