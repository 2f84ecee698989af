import { microsPerSecond, type Instant } from '../../lib/instant.ts';
import { detectionRules } from '../../detect/detection-rules.ts';
import { rememberedBy } from '../../detect/version-bases.ts';
import { lowerBound, significantSkew } from '../../detect/window.ts';
import type { SweepView } from './decide-swept.ts';
import type { JudgeSweptInput } from './judge-swept.ts';
import type { SweepScope } from './sweep-scopes.ts';
import { sweepOf, type SweepStep } from './sweep-step.ts';

/** What the records of a page are judged by; `present` is the provider's clock when it was asked. */
export function judgeInput(step: SweepStep, scope: SweepScope, present: Instant): JudgeSweptInput {
  const { poll } = step;
  const { cursor, polling, horizon, resource } = scope;
  const declared = detectionRules(poll.definition, {
    ignoredFields: polling.ignoredFields,
    contentOnly: polling.contentOnly,
    deletedWhen: resource.deletedWhen,
    feed: resource.paging.kind === 'feed',
  });
  const { rules } = rememberedBy(declared, cursor);
  const skew = significantSkew(cursor.clockSkew);
  return {
    rules,
    view: viewOf(step, scope, { filterByCurrentDate: rules.filterByCurrentDate, present, skew }),
    window: {
      from: -Infinity,
      scanStart: Infinity,
      watermark: cursor.watermark ?? null,
      overlapFrom: null,
      settledAt: null,
      initialBefore: poll.initialBefore + skew,
      baselineComplete: cursor.baselineComplete,
      fromBeginning: poll.start < poll.initialBefore,
      settledTo: present - horizon.settle,
    },
    source: { instanceId: poll.instance.id, resource: poll.definition.resource, scope: scope.scope },
    cursorId: cursor.id,
    sweep: sweepOf(step),
    settleSeconds: horizon.settle / microsPerSecond,
    maxSettleSeconds: polling.learnSettle ? polling.maxSettleSeconds : 0,
  };
}

function viewOf(
  { poll }: SweepStep,
  { cursor, horizon, pollsSeeAll }: SweepScope,
  { skew, ...now }: Pick<SweepView, 'filterByCurrentDate' | 'present'> & { skew: number },
): SweepView {
  const fromStart = {
    cursor: { ...cursor, watermark: undefined },
    pollDelaySeconds: 0,
    horizon,
    lane: 'settle',
  } as const;
  return {
    first: cursor.lastSweep === 0,
    start: lowerBound({ ...fromStart, start: poll.start }),
    initialBefore: poll.initialBefore + skew,
    silentInitial: poll.silentInitial,
    baselineComplete: cursor.baselineComplete,
    completeUpTo: cursor.completeUpTo,
    pollsSeeAll,
    ...now,
  };
}
