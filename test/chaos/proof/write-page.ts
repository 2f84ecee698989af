import { deliveriesHeading } from '../deliveries/write-section.ts';
import { reverts, search, type Found } from '../reverts/search.ts';
import { contestants, ours as oursCount } from './contestants.ts';
import { hazards } from './hazards.ts';
import { readSection, writeProofPage } from './page-section.ts';
import { asMarkdown, tableOf } from './table.ts';
import { mostRequestShare, requestShare, type Tally } from './tally.ts';

export interface Proof {
  tallies: Tally[];
  from: number;
  histories: number;
}

/** Histories that are searched for one that needs a rule. */
const searched = 3_000;

/**
 * Writes docs/reference/proof.md; also looks for what happens without each rule. The section about deliveries stays, which
 * `npm run chaos:deliveries -- --write` writes.
 */
export async function writePage(proof: Proof): Promise<void> {
  const found: (Found | undefined)[] = [];
  for (const revert of reverts) {
    process.stderr.write(`\r${found.length + 1} of ${reverts.length} rules taken away   `);
    found.push(await search(revert, { from: proof.from, count: searched }));
  }
  process.stderr.write('\n');
  const deliveries = await readSection(deliveriesHeading);
  await writeProofPage([intro(proof), method, withoutRules(found), hazardList, deliveries, repeat].join('\n\n'));
}

const number = (value: number) => value.toLocaleString('en-US');

function intro({ tallies, from, histories }: Proof): string {
  const [ours] = tallies as [Tally];
  return `# The proof

<!-- Written by \`npm run proof -- --write\`. -->

Tidings promises that a poll misses no change which the provider's API shows within the settle horizon, and tells none
twice ([change detection](change-detection.md)). This page says how that is tested, and what became of it.

${asMarkdown(tableOf(tallies))}

${number(histories)} histories, seeds ${from} to ${from + histories - 1}. Each rule polled the same providers, with the same changes at the same
times. The second line is the same engine where the provider also sends webhooks, which are lost, doubled, late and out of order.
"Changes" counts the states that had to be told at the end of a history. The rules are in
\`test/chaos/rivals/cursor-rule.ts\`, some ten lines each:

${asMarkdown([['rule', 'in use with'], ...contestants.slice(oursCount).map(({ name, usedBy }) => [name, usedBy])])}

They are given all that ours has besides its cursor: the same reader of pages, one poll at a time, nothing told before a
scan is complete; and they are spared lists without dates and change feeds, which they cannot read. The shares say nothing of how
often such a loss happens with your provider: the histories are made to be hard.

Our poller made ${number(ours.requests)} requests. The least that could have been made is ${number(ours.leastRequests)}, as the oracle counts it: for
each list that was begun, the pages that hold what matched at that moment, read once and undisturbed, and one more for each
request that failed. So ours made ${requestShare(ours).toFixed(2)} times the least for the same changes; above ${mostRequestShare} the proof fails. What a poll must read
again because records become visible late (overlap and settle horizon) counts as needed. Pages hold one to five records here,
so that every list has several.`;
}

const method = `## A history

From its seed, each history draws a provider and at least 40 steps: records are created, changed, changed back, written
without a change, changed without a new date, and deleted; polls are made; pollers crash, stall and are stopped;
the provider's clock is set; the configuration is edited. Requests fail with 429, 500, 503, broken JSON, other JSON, an
empty body, or no answer at all. Time is virtual: while a poll waits for an answer, or for the store, the provider goes on.
So everything happens between any two steps of everything else, and always the same way for the same seed.

What polls is the engine itself (\`runPoll\`, the hub, its paging), not a model of it. Its connector says the truth about the
provider, and nothing else is known of it. The store is a short model of the database in memory; a test plays the same
histories on PostgreSQL and compares events, versions and cursors.

An oracle knows all that the provider ever wrote. It looks for

- **missed**: a state that lists show at the end, made after the instance, visible within the settle horizon, and not told.
  And after every complete poll: a state dated up to \`completeUpTo\` that lists showed all the time, and that was not told;
  or a \`completeUpTo\` that moved back.
- **duplicated**: the same state told more often than the record came to it, under whatever event id.
- **told wrongly**: what no list ever showed, what is older than the instance told as new, a record created twice.

A state that a webhook has overtaken is not missed: where a state of a later date was told before a list showed this one, it is
told no more. So a record whose date goes back is told by its later date only where it has webhooks.`;

const words = { missed: 'missed', duplicated: 'duplicated', wrong: 'told wrongly' };

function withoutRules(found: readonly (Found | undefined)[]): string {
  const rows = reverts.map(({ rule, without, expected }, index) => {
    const { seed, tried } = found[index] ?? {};
    return [
      rule,
      without,
      seed === undefined ? 'nothing found' : `${words[expected]}, seed ${seed}`,
      String(tried ?? searched),
    ];
  });
  return `## Without a rule

Each rule of the cursor was taken away, and histories were played until something went wrong. In the last column: how many it
took. \`test/chaos/reverts.test.ts\` does the same with every run of the tests: it fails when a rule is not needed.

${asMarkdown([['rule', 'instead', 'what happens', 'histories'], ...rows])}`;
}

const hazardList = `## The hazards

${hazards.map(({ name, played }, index) => `${index + 1}. **${name}.** ${played}`).join('\n')}`;

const repeat = `## Again

\`\`\`sh
npm run proof                                  # the table above, in two or three minutes
npm run proof -- --seed 20001                  # other histories
npm run proof -- --replay 42                   # one history, step by step
npm run proof -- --replay 42 --rule 'strict > newest date seen'
npm run chaos:deliveries                       # the deliveries, in a few minutes
npm run chaos:webhooks                         # 50 kills while 5,000 webhooks come in
\`\`\`

\`npm run proof\` ends with 1 if ours misses or duplicates anything. \`--replay\` prints the provider, the steps and what was
found, and looks for the fewest steps that show it. \`npm test\` plays some hundred histories, among them some that were never played.`;
