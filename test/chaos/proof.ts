import { parseArgs } from 'node:util';
import { contestants, ours } from './proof/contestants.ts';
import { replay } from './proof/replay.ts';
import { runAll } from './proof/run-all.ts';
import { asMarkdown, tableOf } from './proof/table.ts';
import { isSparing, mostRequestShare, requestShare, type Tally } from './proof/tally.ts';
import { writePage } from './proof/write-page.ts';

const names = contestants.map(({ name }) => name);

const help = `Plays histories of pretend providers to our cursor and to the cursor rules that others use, and counts what each misses
and tells twice. Every history is made by chance from its seed: at least 40 steps of changes, polls, crashes and faults.

  npm run proof -- [--histories 10000] [--seed 1] [--write]
  npm run proof -- --replay 42 [--rule "${names[1]}"]

  --histories  how many
  --seed       the seed of the first one; the others follow, one by one
  --write      writes the result to docs/reference/proof.md
  --replay     plays the history of one seed instead, step by step, and looks for the fewest steps that show what went wrong
  --rule       whose rule that one is played to: ${names.join('; ')}. Default: ${names[0]}

Ends with 1 if ours misses or duplicates anything.
`;

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    replay: { type: 'string' },
    rule: { type: 'string', default: names[0] ?? '' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function count(name: 'histories' | 'seed' | 'replay'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0 && number <= 2 ** 31) return number;
  throw new Error(`--${name} is ${values[name]}; allowed: a whole number from 1 to ${2 ** 31}`);
}

async function main(): Promise<void> {
  const [histories, from] = [count('histories'), count('seed')];
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const onProgress = (done: number) => {
    const left = Math.round((seconds() / done) * (histories - done));
    const line = `${done} of ${histories} histories, about ${left} s to go   `;
    // A log gets a line now and then.
    if (process.stderr.isTTY) process.stderr.write(`\r${line}`);
    else if (done % 1000 === 0) process.stderr.write(`${line}\n`);
  };
  const tallies = await runAll({ from, count: histories, onProgress });
  process.stderr.write('\n');
  process.stdout.write(`${asMarkdown(tableOf(tallies))}\n\n`);
  const all = tallies.slice(0, ours);
  const took = Math.round(seconds());
  process.stdout.write(`Seeds ${from} to ${from + histories - 1}, ${took} s. ${all.map(verdict).join(' ')}\n`);
  if (values.write) await writePage({ tallies, from, histories });
  process.exitCode = all.every((tally) => tally.seeds.length === 0 && isSparing(tally)) ? 0 : 1;
}

function verdict(tally: Tally): string {
  const { seeds, rule } = tally;
  if (seeds.length > 0)
    return `${rule} went wrong with the seeds ${seeds.join(', ')}. See: npm run proof -- --replay ${seeds[0]} --rule '${rule}'`;
  const times = `${requestShare(tally).toFixed(2)} times the requests that one undisturbed reading takes`;
  return isSparing(tally)
    ? `${rule}: nothing missed, nothing told twice, ${times}.`
    : `${rule} missed nothing, but made ${times}; allowed: ${mostRequestShare}.`;
}

async function replayOne(): Promise<void> {
  const contestant = contestants.find(({ name }) => name === values.rule);
  if (!contestant) throw new Error(`--rule is ${values.rule}; allowed: ${names.join('; ')}`);
  process.exitCode = (await replay(contestant, count('replay'))) ? 0 : 1;
}

if (values.help) process.stdout.write(help);
else if (values.replay === undefined) await main();
else await replayOne();
