import type { PlaybackSession } from './playback-session.ts';
import { emptyLists, expiredFeed } from './played-faults.ts';
import { playFixture, type PollTrial } from './poll-trial.ts';
import { compareStored, endOf, wrongOutcome } from './row-of-polls.ts';

/** What polls do that come after one which has told all events of the fixture: whatever happens, they tell nothing more. */
export async function laterPolls(trial: PollTrial, session: PlaybackSession): Promise<string[]> {
  const expired = await afterExpiry(trial, session);
  return expired.length > 0 ? expired : withoutRecords(trial, session);
}

/** A change feed whose cursor has expired before the next poll lists everything again, and tells nothing twice. */
async function afterExpiry(trial: PollTrial, session: PlaybackSession): Promise<string[]> {
  if (!expiredFeed(trial.resource)) return [];
  const played = playFixture(trial, session, { order: 'anyOrder' });
  const report = await session.trial.poll(session.instanceId, trial.resourceName);
  const ended = report.outcome === 'completed' ? [] : [`the poll ended as ${endOf(report)}`];
  const lines = [...played.faults(), ...ended, ...(await compareStored(trial, session))];
  return lines.map((line) => `when the cursor of the feed has expired: ${line}`);
}

/** A provider that suddenly shows nothing has not deleted anything, nor told of anything. */
async function withoutRecords(trial: PollTrial, session: PlaybackSession): Promise<string[]> {
  const { connector, resource, resourceName } = trial;
  const fault = emptyLists(connector, resource);
  playFixture(trial, session, { order: 'anyOrder', strike: { at: 'every', answer: fault.answer } });
  const report = await session.trial.poll(session.instanceId, resourceName);
  const wrong = wrongOutcome(fault, report) ?? [];
  return [...wrong, ...(await compareStored(trial, session))].map((line) => `${fault.name}: ${line}`);
}
