import { textOf, wordOf, type RawSearch } from '../../parts/use-url-state.ts';
import type { components } from '../../api/openapi-types.ts';

export type Listed = Pick<
  components['schemas']['ElementMetadata'],
  'key' | 'name' | 'hub' | 'description' | 'eventTypes' | 'private'
>;

export const eventChoices = ['polling', 'webhook', 'both'] as const;

export interface CatalogueFilter {
  /** Part of a name, a key or a description. */
  q: string;
  hub: string | undefined;
  events: (typeof eventChoices)[number] | undefined;
  /** `here`: only what the organisation has built. */
  built: 'here' | undefined;
}

export const readFilter = (search: RawSearch): CatalogueFilter => ({
  q: textOf(search, 'q') ?? '',
  hub: textOf(search, 'hub'),
  events: wordOf(search, 'events', eventChoices),
  built: wordOf(search, 'built', ['here']),
});

/** Those that match, by name; whose name begins with what is sought comes first. */
export function matching<One extends Listed>(all: readonly One[], { q, hub, events, built }: CatalogueFilter): One[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter(
    (one) =>
      (hub === undefined || one.hub === hub) &&
      (built === undefined || one.private) &&
      (events === undefined || hasEvents(one, events)) &&
      words.every((word) =>
        [one.name, one.key, one.hub, one.description].some((text) => text.toLowerCase().includes(word)),
      ),
  );
  const rank = ({ name }: One) => (words[0] !== undefined && name.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

const hasEvents = ({ eventTypes }: Listed, events: 'polling' | 'webhook' | 'both'): boolean =>
  (events === 'both' ? ['polling', 'webhook'] : [events]).every((method) => eventTypes.includes(method));

/** The hubs of some connectors, in the order of the alphabet. */
export const hubsOf = (all: readonly Pick<Listed, 'hub'>[]): string[] =>
  [...new Set(all.map(({ hub }) => hub))].toSorted((a, b) => a.localeCompare(b));
