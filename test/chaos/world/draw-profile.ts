import type { Chance } from '../history/chance.ts';
import { dateForms, day, minute, type DateForm } from './date-form.ts';
import type { FilterKind, Profile } from './profile.ts';
import { utc, zones } from './zone.ts';

const second = 1_000_000;

/** Only combinations of which a connector can tell the truth, so that what is promised is promised for them. */
export function drawProfile(chance: Chance): Profile {
  const dates = chance.pick(['both', 'both', 'both', 'both', 'updatedOnly', 'updatedAfterEdit', 'none'] as const);
  const paging = chance.pick([
    'none',
    'offset',
    'offset',
    'page',
    'keyset',
    'idKeyset',
    'cursor',
    'nextLink',
    'feed',
  ] as const);
  const keyset = paging === 'keyset' && dates !== 'none' && dates !== 'updatedAfterEdit';
  const shown = chance.pick(dateForms.filter((form) => !keyset || !form.local) as [DateForm, ...DateForm[]]);
  const zone = chance.happens(0.5) ? utc : chance.pick(zones);
  const profile: Profile = {
    zone,
    shown,
    stored: chance.pick(['exact', 'shown'] as const),
    dates,
    filter: drawFilter(chance, { shown, dates: paging === 'feed' ? 'none' : dates, keyset }),
    paging: paging === 'keyset' && !keyset ? 'offset' : paging,
    cursorOf: chance.pick(['snapshot', 'lastRow'] as const),
    pageSize: chance.between(1, 5),
    resultCap: undefined,
    order: 'id',
    settleSeconds: chance.pick([0, 30, 120, 120, 600, 3_600] as const),
    skewUs: chance.happens(0.5) ? 0 : chance.between(-900, 900) * second + chance.between(0, 999_999),
    dateHeader: true,
    keyOrderMoves: chance.happens(0.3),
    noise: chance.happens(0.2),
    faultShare: chance.pick([0, 0, 0.03, 0.15] as const),
    requestUs: chance.pick([0, 500_000, 20 * second] as const),
    stepUs: chance.pick([0, 10_000, 2 * second] as const),
    definition: {
      createdWhenNew: chance.happens(0.3),
      filterByCurrentDate: chance.happens(0.2),
      toleranceSeconds: chance.pick([0, 0, 10] as const),
      pollDelaySeconds: chance.pick([0, 0, 60] as const),
      start: chance.happens(0.15) ? 'beginning' : 'now',
    },
  };
  return completed(chance, profile);
}

/** What depends on the rest. */
function completed(chance: Chance, profile: Profile): Profile {
  if (profile.skewUs === 0 && chance.happens(0.2)) profile.dateHeader = false;
  profile.order = drawOrder(chance, profile);
  if (canBeCapped(profile) && chance.happens(0.4)) profile.resultCap = chance.between(8, 12);
  return profile;
}

function drawFilter(
  chance: Chance,
  { shown, dates, keyset }: { shown: DateForm; dates: Profile['dates']; keyset: boolean },
): FilterKind {
  const kind = chance.pick(['inclusive', 'inclusive', 'inclusive', 'exclusive', 'absent', 'ignored'] as const);
  const form = keyset ? shown : chance.pick(dateForms);
  const step = chance.happens(0.8) ? form.step : Math.max(form.step, chance.pick([second, minute, day] as const));
  const ambiguous = chance.pick(['first', 'second'] as const);
  if (dates === 'none') return { kind: 'absent', form, step, ambiguous };
  // Pages by key are asked for by the filter itself.
  return { kind: keyset ? 'inclusive' : kind, form, step: keyset ? form.step : step, ambiguous };
}

/** Where the rest of a list can be asked for: its dates must tell its rows apart. */
function canBeCapped({ paging, dates, filter, stored, shown, order }: Profile): boolean {
  const step = Math.max(
    filter.step,
    stored === 'shown' ? shown.step : 1,
    order === 'updatedAscending' ? shown.step : 1,
  );
  const pages = paging === 'none' || paging === 'offset' || paging === 'page';
  const filters = filter.kind === 'inclusive' || filter.kind === 'exclusive';
  return pages && filters && step <= 1_000 && (dates === 'both' || dates === 'updatedOnly');
}

function drawOrder(chance: Chance, { paging, dates }: Profile): Profile['order'] {
  if (paging === 'keyset') return 'updatedAscending';
  if (paging === 'idKeyset' || paging === 'feed') return 'id';
  if (paging === 'none' && chance.happens(0.3)) return 'shuffled';
  if (dates === 'none') return 'id';
  return chance.pick(['updatedAscending', 'updatedAscending', 'updatedDescending', 'id'] as const);
}
