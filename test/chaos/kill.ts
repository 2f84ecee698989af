import { parseArgs } from 'node:util';
import { killAgainAndAgain } from './kill-again-and-again.ts';

const help = `Kills the server again and again while it works, and checks that nothing is lost and nothing is stored twice.

  npm run chaos:kill -- [--seed 1] [--changes 2000] [--kills 20]

  --seed     for the same moments and changes again, as far as the machine allows; default: a new one, which is printed
  --changes  how many records are created or updated meanwhile
  --kills    how often the server is killed
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(1 + Math.floor(Math.random() * (2 ** 31 - 2))) },
    changes: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '20' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function count(name: 'seed' | 'changes' | 'kills'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0 && number < 2 ** 31 - 1) return number;
  throw new Error(`--${name} is ${values[name]}; allowed: a whole number from 1 to ${2 ** 31 - 2}`);
}

async function main(): Promise<void> {
  const [seed, changes, kills] = [count('seed'), count('changes'), count('kills')];
  console.log(`seed ${seed}: ${kills} kills during ${changes} changes`);
  const { wrong, ...figures } = await killAgainAndAgain({ seed, changes, kills, log: (line) => console.log(line) });
  console.table(figures);
  for (const line of wrong.slice(0, 50)) console.error(line);
  console.log(
    wrong.length === 0 ? 'Nothing lost, nothing stored twice.' : `${wrong.length} things are wrong (seed ${seed}).`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (values.help) process.stdout.write(help);
else await main();
