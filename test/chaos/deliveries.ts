import { parseArgs } from 'node:util';
import { killWhileDelivering } from './deliveries/kill-while-delivering.ts';
import { writeSection } from './deliveries/write-section.ts';

const help = `Kills the server again and again while it delivers, and checks that every event arrives, in order, and that nothing
is sent again but what was in flight.

  npm run chaos:deliveries -- [--seed 1] [--deliveries 20000] [--kills 50] [--write]

  --seed        for the same receiver and moments again, as far as the machine allows; default: a new one, which is printed
  --deliveries  how many are to be made before the last kill
  --kills       how often the server is killed
  --write       writes the result to docs/reference/proof.md
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(1 + Math.floor(Math.random() * (2 ** 31 - 2))) },
    deliveries: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '50' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function count(name: 'seed' | 'deliveries' | 'kills'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0 && number < 2 ** 31 - 1) return number;
  throw new Error(`--${name} is ${values[name]}; allowed: a whole number from 1 to ${2 ** 31 - 2}`);
}

async function main(): Promise<void> {
  const [seed, deliveries, kills] = [count('seed'), count('deliveries'), count('kills')];
  console.log(`seed ${seed}: ${kills} kills during ${deliveries} deliveries`);
  const log = (line: string) => console.log(line);
  const report = await killWhileDelivering({ seed, deliveries, kills, log });
  const { wrong, ...figures } = report;
  console.table(figures);
  if (values.write) await writeSection(report);
  for (const line of wrong.slice(0, 50)) console.error(line);
  console.log(
    wrong.length === 0
      ? 'Nothing lost, nothing out of order, nothing sent again but what was in flight.'
      : `${wrong.length} things are wrong (seed ${seed}).`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (values.help) process.stdout.write(help);
else await main();
