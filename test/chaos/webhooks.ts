import { parseArgs } from 'node:util';
import { killWhileReceiving } from './webhooks/kill-while-receiving.ts';

const help = `Kills the server again and again while webhooks come in, and checks that each of them becomes an event, once, and that
every event is delivered.

  npm run chaos:webhooks -- [--seed 1] [--webhooks 5000] [--kills 50]

  --seed      for the same moments and changes again, as far as the machine allows; default: a new one, which is printed
  --webhooks  how many changes are told by webhooks meanwhile
  --kills     how often the server is killed
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(1 + Math.floor(Math.random() * (2 ** 31 - 2))) },
    webhooks: { type: 'string', default: '5000' },
    kills: { type: 'string', default: '50' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function count(name: 'seed' | 'webhooks' | 'kills'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0 && number < 2 ** 31 - 1) return number;
  throw new Error(`--${name} is ${values[name]}; allowed: a whole number from 1 to ${2 ** 31 - 2}`);
}

async function main(): Promise<void> {
  const [seed, webhooks, kills] = [count('seed'), count('webhooks'), count('kills')];
  console.log(`seed ${seed}: ${kills} kills during ${webhooks} webhooks`);
  const report = await killWhileReceiving({ seed, webhooks, kills, log: (line) => console.log(line) });
  const { wrong, sent, ...figures } = report;
  console.table({ ...figures, ...sent });
  for (const line of wrong.slice(0, 50)) console.error(line);
  console.log(
    wrong.length === 0
      ? 'Every webhook became an event, none twice, and every event was delivered.'
      : `${wrong.length} things are wrong (seed ${seed}).`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (values.help) process.stdout.write(help);
else await main();
