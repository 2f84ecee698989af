import type { Poller, World } from '../history/poller.ts';
import { oursInMemory } from '../ours/in-memory.ts';
import { cursorRules } from '../rivals/cursor-rule.ts';
import { rivalPoller } from '../rivals/rival-poller.ts';

/** Who polls in the proof. */
export interface Contestant {
  name: string;
  usedBy: string;
  /** Whether it can read lists that show no dates, and change feeds. */
  readsAll: boolean;
  create: (world: World) => Promise<Poller>;
}

export const contestants: Contestant[] = [
  { name: 'Tidings', usedBy: '', readsAll: true, create: oursInMemory() },
  ...cursorRules.map((rule) => ({ ...rule, readsAll: false, create: rivalPoller(rule) })),
];
