import { asMarkdown } from '../proof/table.ts';
import { replaceSection } from '../proof/page-section.ts';
import type { KillDeliveriesReport } from './kill-while-delivering.ts';

export const deliveriesHeading = '## Deliveries';

/** Writes the result into docs/reference/proof.md. */
export const writeSection = (report: KillDeliveriesReport): Promise<void> =>
  replaceSection(deliveriesHeading, section(report));

const number = (value: number) => value.toLocaleString('en-US');

const section = (report: KillDeliveriesReport) => `${deliveriesHeading}

\`npm run chaos:deliveries\` fills the embedded database with deliveries, ten versions of each record, to three endpoints: two of an
instance each, and one that was subscribed to both. It lets a server send them and kills it with SIGKILL, each time after
another share was acknowledged, while records go on changing and are polled. The receiver takes up to 50 ms for an answer, refuses one
request in fifty (500, or 429 with \`Retry-After\`), cuts one in two hundred off, and notes everything. The last server finishes; then
what is stored is laid beside what was received.

${asMarkdown([['what', 'how many'], ...rows(report).map(([what, value]) => [what, number(value)])])}

- **Nothing lost.** Every stored event was acknowledged at every endpoint that it is for. Nothing was received that is not
  stored, every change of a record has its deliveries, and no subscription counts on one that is not there.
- **The same again.** All requests of a delivery have the same \`webhook-id\`, the same bytes and the events of its notification;
  both signatures of each are valid.
- **Repeated is only what was in flight.** A delivery is in flight from its request until the outcome of that is committed. All stored
  attempts are requests that were received, with the status that was answered; and all requests are stored attempts, but for the
  last one of a delivery in a life of the server that ended with a kill. Only such a one is made again after it was acknowledged.
- **In order.** Of the deliveries of one subscription that hold the same record none is sent before the ones before it were
  acknowledged, and within a life of the server none after a later one. After a kill, what was in flight comes again in its order, and
  is followed by all later ones that had been sent: the newest state of a record is always what its receiver hears last.

\`npm test\` does the same with 400 deliveries and three kills, of another seed each time.`;

const rows = (report: KillDeliveriesReport): [string, number][] => [
  ['deliveries', report.deliveries],
  ['events', report.events],
  ['kills', report.kills],
  ['requests received', report.requests],
  ['of these refused or cut off', report.refused],
  ['acknowledged deliveries that came again', report.repeated],
  ['the most of one subscription after one kill', report.mostRepeatedOfOne],
  ['lost, made up, out of order, or repeated without need', report.wrong.length],
];
