import type { WebhookPlan } from '../world/collection.ts';
import { createChance, type Chance } from './chance.ts';
import type { History, Step } from './step.ts';

const second = 1_000_000;
const minute = 60 * second;

/** The same history, at a provider that also sends webhooks: some are lost, come twice, late, or after later ones. */
export function withWebhooks(history: History): History {
  const chance = createChance(history.seed + 0x77656268);
  const traits = drawTraits(chance);
  const tell = (step: Step): Step => {
    if (step.kind !== 'write' || step.at < history.startUs) return step;
    return { ...step, write: { ...step.write, webhooks: drawPlan(chance, traits) } };
  };
  return { ...history, steps: history.steps.map(tell) };
}

export const hasWebhooks = ({ steps }: History): boolean =>
  steps.some((step) => step.kind === 'write' && step.write.webhooks !== undefined);

interface Traits {
  lost: number;
  doubled: number;
  fetched: number;
  partial: boolean;
  datesDeletion: boolean;
  /** Longest way of a webhook. */
  delayUs: number;
}

const drawTraits = (chance: Chance): Traits => ({
  lost: chance.pick([0, 0.2, 0.6] as const),
  doubled: chance.pick([0, 0.1, 0.4] as const),
  fetched: chance.pick([0, 0.5, 1] as const),
  partial: chance.happens(0.3),
  datesDeletion: chance.happens(0.7),
  delayUs: chance.pick([second, 30 * second, 10 * minute, 180 * minute] as const),
});

function drawPlan(chance: Chance, { lost, doubled, fetched, partial, datesDeletion, delayUs }: Traits): WebhookPlan {
  const times = chance.happens(lost) ? 0 : chance.happens(doubled) ? 2 : 1;
  const afterUs = Array.from({ length: times }, () => chance.between(0, chance.pick([second, delayUs] as const)));
  return { afterUs, fetched: chance.happens(fetched), partial, datesDeletion };
}
