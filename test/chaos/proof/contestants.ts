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
  /** Whether the provider sends it webhooks. */
  hasWebhooks: boolean;
  create: (world: World) => Promise<Poller>;
}

/** Ours, which must miss nothing; the rules of others follow. */
export const ours = 2;

export const contestants: Contestant[] = [
  { name: 'Tidings', usedBy: '', readsAll: true, hasWebhooks: false, create: oursInMemory() },
  {
    name: 'Tidings, with webhooks',
    usedBy: '',
    readsAll: true,
    hasWebhooks: true,
    create: oursInMemory({ received: true }),
  },
  ...cursorRules.map((rule) => ({ ...rule, readsAll: false, hasWebhooks: false, create: rivalPoller(rule) })),
];
