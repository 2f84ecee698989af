import type { Change } from '../model/change.ts';
import { heard, unheard, type Hearing } from './hearings.ts';
import {
  hookHasSay,
  tellChanges,
  toldAsFound,
  type FoundChanges,
  type TellDeps,
  type ToldFound,
} from './tell-changes.ts';

export interface JudgeDeps<Store> extends TellDeps {
  /** What is judged with where nobody has to be kept out. */
  store: Store;
  /** Does work with the lock of the poll held; absent: no webhooks come between. Rejects having written nothing. */
  underLock: (<T>(work: (store: Store) => Promise<T>) => Promise<T>) | undefined;
}

export interface PageOf<Store, Judged> {
  found: Omit<FoundChanges, 'changes'>;
  /** Decides the page by what is known; leaves everything as it is. */
  judge: (store: Store) => Promise<Judged>;
  /** Writes what was decided. Called once. */
  write: (store: Store, judged: Judged, told: ToldFound) => Promise<void>;
}

/** Times that the hook is heard about one page. */
const mostHearings = 2;

/**
 * Decides a page, asks the event hook where it has a say, and writes. Where webhooks bring changes of the resource as well, a page is
 * decided and written before one of them is, or after it; a hook may take its time, so that it is heard without the lock,
 * on what a first judgement has found. Rejects with `hook.busy`, having written nothing.
 */
export async function judgeAndTell<Store, Judged extends { changes: Change[] }>(
  deps: JudgeDeps<Store>,
  page: PageOf<Store, Judged>,
): Promise<Judged> {
  const { underLock, store } = deps;
  const { found, judge, write } = page;
  if (underLock && hookHasSay(deps, found.account)) return judgeTwice({ ...deps, underLock }, page);
  const take = async (held: Store): Promise<Judged> => {
    const judged = await judge(held);
    await write(held, judged, await tellChanges(deps, { ...found, changes: judged.changes }));
    return judged;
  };
  return underLock ? underLock(take) : take(store);
}

async function judgeTwice<Store, Judged extends { changes: Change[] }>(
  deps: JudgeDeps<Store> & { underLock: NonNullable<JudgeDeps<Store>['underLock']> },
  { found, judge, write }: PageOf<Store, Judged>,
): Promise<Judged> {
  const hearings: Hearing[] = [];
  const notices: ToldFound['notices'] = [];
  let { changes: asked } = await judge(deps.store);
  for (;;) {
    const said = await tellChanges(deps, { ...found, changes: asked });
    hearings.push({ asked, told: said.changes });
    notices.push(...said.notices);
    const taken = await deps.underLock(async (held) => {
      const judged = await judge(held);
      const left = unheard(hearings, judged.changes);
      if (left.length > 0 && hearings.length < mostHearings) return { left };
      if (left.length > 0) notices.push(toldAsFound(found.resource, 'webhooks changed it while the hook was asked.'));
      await write(held, judged, { changes: [...heard(hearings, judged.changes), ...left], notices });
      return { judged };
    });
    if ('judged' in taken) return taken.judged;
    asked = taken.left;
  }
}
