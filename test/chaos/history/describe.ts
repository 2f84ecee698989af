import type { WebhookPlan } from '../world/collection.ts';
import type { History, Step } from './step.ts';

/** A history in lines of text: the provider, then what happens. */
export function describe({ profile, startUs, steps }: History): string[] {
  const { shown, zone, filter, definition, ...others } = profile;
  return [
    `zone ${zone.name}, dates shown as ${shown.name}`,
    `filter ${filter.kind}, takes ${filter.form.name}, compares by ${filter.step / 1e6} s, ambiguous hour: ${filter.ambiguous}`,
    JSON.stringify(others),
    JSON.stringify(definition),
    ...steps.map((step) => `${((step.at - startUs) / 1e6).toFixed(6).padStart(16)} s  ${wordsFor(step)}`),
  ];
}

function wordsFor(step: Step): string {
  switch (step.kind) {
    case 'write': {
      const { kind, which, lateUs, datedUs, oddDate, webhooks } = step.write;
      const late = lateUs > 0 ? `, visible ${lateUs / 1e6} s later` : '';
      const dated = datedUs === 0 ? '' : `, dated ${datedUs / 1e6} s off`;
      return `${kind} (${which})${late}${dated}${oddDate ? `, date ${oddDate}` : ''}${wordsForWebhooks(webhooks)}`;
    }
    case 'poll': {
      const { mishap } = step;
      return mishap ? `poll, ${mishap.kind} at step ${mishap.atStep}` : 'poll';
    }
    case 'setClock':
      return `the provider's clock is set by ${step.byUs / 1e6} s`;
    case 'expire':
      return 'the cursors of the feed expire';
    case 'edit':
      return `the configuration is edited: pollDelay ${step.pollDelaySeconds}`;
  }
}

function wordsForWebhooks(plan: WebhookPlan | undefined): string {
  if (!plan) return '';
  const { afterUs, fetched } = plan;
  if (afterUs.length === 0) return ', webhook lost';
  return `, ${fetched ? 'thin ' : ''}webhook after ${afterUs.map((us) => `${us / 1e6} s`).join(' and ')}`;
}
