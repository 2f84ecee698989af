import { day } from '../world/date-form.ts';
import type { Profile } from '../world/profile.ts';
import { repeatsHours } from '../world/zone.ts';
import type { Revert } from './revert.ts';

const declaring = (polling: Record<string, unknown>): Revert['variant'] => ({
  declare: (truth) => ({ ...truth, polling: { ...truth.polling, ...polling } }),
});

const declaringFilter = (filter: Record<string, unknown>): Revert['variant'] => ({
  declare: (truth) => ({
    ...truth,
    polling: { ...truth.polling, filter: { ...(truth.polling['filter'] as object), ...filter } },
  }),
});

const comparesCoarsely = ({ filter, stored, shown }: Profile): boolean =>
  filter.kind === 'inclusive' &&
  (filter.step > filter.form.step || (stored === 'shown' && shown.step > filter.form.step));

/** Rules that rest on what a connector declares: it is made to tell less than the truth. */
export const declaredFalsely: Revert[] = [
  {
    rule: 'what is dated within the settle horizon is read again',
    without: 'no settle horizon',
    expected: 'missed',
    where: ({ profile }) => profile.settleSeconds > 0,
    variant: declaring({ settleSeconds: 0, overlapSeconds: 0, learnSettle: false }),
  },
  {
    rule: 'behind the fast lane a settle lane reads the rest of a long horizon again',
    without: 'the overlap of the fast lane only',
    expected: 'missed',
    where: ({ profile }) => profile.settleSeconds > 120,
    variant: declaring({ settleSeconds: 120, overlapSeconds: 120, learnSettle: false }),
  },
  {
    rule: 'an exclusive boundary is asked for one unit earlier',
    without: 'the boundary declared inclusive',
    expected: 'missed',
    where: ({ profile }) => profile.filter.kind === 'exclusive',
    variant: declaringFilter({ boundary: 'inclusive' }),
  },
  {
    rule: 'the bound is rounded down to the unit in which the provider compares',
    without: 'the granularity not declared',
    expected: 'missed',
    where: ({ profile }) => comparesCoarsely(profile),
    variant: declaringFilter({ granularity: 'microsecond' }),
  },
  {
    rule: 'the settle horizon holds the hour by which a local time may look too old',
    without: 'an hour less',
    expected: 'missed',
    where: ({ profile }) => profile.shown.local && profile.shown.step < day && repeatsHours(profile.zone),
    variant: {
      declare: (truth, { profile }) => ({
        ...truth,
        polling: { ...truth.polling, settleSeconds: profile.settleSeconds, overlapSeconds: 0, learnSettle: false },
      }),
    },
  },
  {
    rule: 'rows that move while pages are read by offset are noticed',
    without: '`rowOverlap: 0`',
    expected: 'missed',
    where: ({ profile }) => profile.paging === 'offset',
    variant: { declare: (truth) => ({ ...truth, paging: { ...truth.paging, rowOverlap: 0 } }) },
  },
  {
    rule: 'numbered pages are read once more, from the last to the first',
    without: '`recheck: false`',
    expected: 'missed',
    where: ({ profile }) => profile.paging === 'page',
    variant: { declare: (truth) => ({ ...truth, paging: { ...truth.paging, recheck: false } }) },
  },
  {
    rule: 'a query that gives only so many rows is followed by others for the rest',
    without: 'the result cap not declared',
    expected: 'missed',
    where: ({ profile }) => profile.resultCap !== undefined,
    variant: declaring({ resultCap: undefined }),
  },
  {
    rule: 'a change feed that has lost our place is listed anew',
    without: 'that answer not declared',
    expected: 'missed',
    where: ({ profile, steps }) => profile.paging === 'feed' && steps.some(({ kind }) => kind === 'expire'),
    variant: { declare: (truth) => ({ ...truth, paging: { ...truth.paging, expired: [] } }) },
  },
  {
    rule: 'the version of a record holds its content, not only its date',
    without: 'all fields ignored',
    expected: 'missed',
    variant: declaring({ ignoredFields: ['name', 'value', 'looked_at'] }),
  },
  {
    rule: 'fields that move without a change are left out of the content',
    without: 'no fields ignored',
    expected: 'duplicated',
    where: ({ profile }) => profile.noise,
    variant: declaring({ ignoredFields: [] }),
  },
];
