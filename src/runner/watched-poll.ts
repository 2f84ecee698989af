import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { Fault } from '../model/fault.ts';
import type { Span, Telemetry } from '../model/telemetry.ts';
import type { PollReport } from '../poll/poll-report.ts';
import { runPoll, type PollDeps, type PollOptions } from '../poll/run-poll.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';

export interface WatchedPollDeps {
  clock: Clock;
  log: Log;
  telemetry: Telemetry;
  poll: PollDeps;
}

export type RunPoll = (poll: ClaimedPoll, options: PollOptions) => Promise<PollReport>;

/** `runPoll`, told to the log, the figures and the traces: once for each poll, whoever asked for it. */
export const createWatchedPoll =
  (deps: WatchedPollDeps): RunPoll =>
  (poll, options) => {
    const startedAt = deps.clock.now();
    const about = { instanceId: poll.instance.id, resource: poll.definition.resource };
    const attributes = { 'tidings.instance': about.instanceId, 'tidings.resource': about.resource };
    const durationMs = () => deps.clock.now() - startedAt;
    return deps.telemetry.inSpan({ name: 'poll', attributes }, async (span) => {
      try {
        const report = await runPoll(deps.poll, poll, options);
        deps.telemetry.pollFinished({ outcome: report.outcome, durationMs: durationMs() });
        tellSpan(span, report);
        tellLog(deps.log, { ...about, durationMs: durationMs() }, report);
        return report;
      } catch (error) {
        if (error instanceof Fault && error.code === 'poll.superseded')
          deps.telemetry.pollFinished({ outcome: 'superseded', durationMs: durationMs() });
        throw error;
      }
    });
  };

function tellSpan(span: Span, { outcome, counts, fault }: PollReport): void {
  const figures = Object.entries(counts).map(([name, count]) => [`tidings.${name}`, count]);
  span.set({ 'tidings.outcome': outcome, ...Object.fromEntries(figures) });
  if (fault) span.fail(fault.code);
}

interface About {
  instanceId: number;
  resource: string;
  durationMs: number;
}

/** Changes and what went wrong are of interest; that nothing happened is for those who look for something. */
function tellLog(log: Log, about: About, { outcome, fault, counts, paused, cause }: PollReport): void {
  const line = { ...about, outcome, ...counts };
  if (cause !== undefined) log.error({ ...line, err: cause }, 'a poll broke off by a fault of ours');
  if (paused) log.warn({ ...line, ...fault }, 'polling of the instance paused: too many failures');
  else if (outcome === 'failed' || outcome === 'reconnect') log.warn({ ...line, ...fault }, 'poll did not complete');
  else if (fault || counts.created + counts.updated + counts.deleted > 0) log.info({ ...line, ...fault }, 'polled');
  else log.debug(line, 'polled');
}
