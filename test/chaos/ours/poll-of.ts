import type { World } from '../history/poller.ts';
import type { PollToChaos } from '../store/chaos-store.ts';
import { definitionOf } from '../world/connector.ts';

/** The poll that a customer of this world sets up, at the beginning of its history. */
export const pollOf = ({ profile, history }: World): PollToChaos => ({
  definition: definitionOf(profile),
  start: profile.definition.start === 'now' ? history.startUs : 0,
  initialBefore: history.startUs,
  intervalMs: 900_000,
});
