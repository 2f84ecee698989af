/** The hazards of polling, and how each is put to the test. */
export const hazards: { name: string; played: string }[] = [
  {
    name: 'Equal timestamps on both sides of a page or a poll',
    played: 'Changes come in bursts within one tick; providers keep dates to the microsecond, second, minute or day.',
  },
  {
    name: 'Late arrival',
    played: 'A record becomes visible after its date, by anything up to the settle horizon, and sometimes beyond it.',
  },
  {
    name: 'A second change in the same tick, with a poll in between',
    played: 'The same bursts, with polls within them.',
  },
  {
    name: 'Page shift',
    played:
      'Records are changed and deleted between any two requests of a list: lists by offset, page number, date, id, cursor and link, in ascending, descending and no order. Cursors and change feeds expire.',
  },
  { name: 'Result cap', played: 'A query gives 8 to 12 rows, however many match.' },
  { name: 'Future dates', played: 'Records dated up to two days ahead; imports dated in the past, too.' },
  {
    name: 'Clock skew',
    played:
      'The provider’s clock is up to 15 minutes off, and is set by up to 40 minutes, back or forward, in between.',
  },
  {
    name: 'Precision, time zones, summer time',
    played:
      'Dates shown, stored and compared in units of their own; boundaries inclusive and exclusive; local times without an offset, also in the night in which clocks change.',
  },
  {
    name: 'No date',
    played:
      'Null, absent, zero and unreadable dates; updated dates that are empty until the first edit; lists without dates.',
  },
  {
    name: 'A crash between the events and the cursor',
    played:
      'The poller dies, is stopped or stalls between any two of its steps: before and after each request and each call of the store.',
  },
  {
    name: 'Two pollers at once',
    played: 'A poller stalls until its lease is over, another takes the poll, the first wakes up.',
  },
  {
    name: 'An edit of the configuration',
    played: 'The configuration is saved anew in the middle of a history, also while a poll is under way.',
  },
  {
    name: 'Token rotation',
    played:
      'Not here: `src/credentials/authorize.test.ts` plays twenty refreshes at once, in one process and in several, and crashes.',
  },
  {
    name: 'False deletions',
    played:
      'Change feeds tell a deletion once; lists tell none, whatever is missing from them. That outages are not taken for deletions is tested with the reconciliation (`src/poll/reconcile`).',
  },
  {
    name: 'Poll and webhook tell the same change',
    played:
      'The same histories at a provider that sends webhooks, too: some lost, some twice, up to three hours late, after later ones, before or after a poll has begun to read; with the whole record, with a part of it, or without it, so that it is fetched. And the whole server beside the simulator (`test/chaos/both-roads.test.ts`).',
  },
  {
    name: 'A webhook subscription that expires silently',
    played:
      'In `test/chaos/both-roads.test.ts` the provider forgets the subscription in the middle: polls tell all the rest. That the silence is noticed, and the subscription made anew, is tested in `test/flows/webhook-registrations.test.ts`.',
  },
];
