import type { z } from 'zod';
import { webhooksSchema, type Webhooks } from '../../model/connector-webhooks.ts';
import { word, type ElementDocument, type ElementResource } from '../../model/element/element-document.ts';
import { chainReason, readStep } from './read-lifecycle.ts';
import type { ElementContext } from './read-request.ts';
import { speaksOf, withWebhookPlaceholders } from './webhook-placeholders.ts';

type Registrations = Webhooks['registrations'];
type RegistrationInput = NonNullable<z.input<typeof webhooksSchema>['registrations']>[string];

/** The platform asked after each renewal of tokens, which last an hour as a rule. */
const renewEverySeconds = 3_600;

interface Placed {
  resource: ElementResource;
  at: string;
}

/**
 * How the webhooks of an element are asked for: each `onProvisionWebhook` is a registration, the `onDeleteWebhook` in the same
 * place takes it back, and an `onRefresh` that speaks of it renews it. `hasEvents`: something makes events of them.
 */
export function readRegistrations(
  { resources }: ElementDocument,
  context: ElementContext,
  hasEvents: boolean,
): Registrations {
  const placed = resources.map((resource, index): Placed => ({ resource, at: `resources[${index}]` }));
  const ofType = (type: string) => placed.filter(({ resource }) => word(resource.type) === type);
  const [asking, ending, refreshing] = [ofType('onprovisionwebhook'), ofType('ondeletewebhook'), ofType('onrefresh')];
  if (!hasEvents) {
    for (const { at } of [...asking, ...ending, ...refreshing])
      context.remark(at, 'notRun', 'no hook of the type event makes events of webhooks');
    return {};
  }
  const read: Record<string, RegistrationInput> = {};
  for (const [index, one] of asking.entries()) {
    const subscribe = stepOf(one, context);
    const end = ending[index];
    if (!subscribe) continue;
    const unsubscribe = end && stepOf(end, context);
    read[nameOf(index)] = { subscribe, ...(unsubscribe && { unsubscribe }) };
  }
  for (const [index, { at }] of ending.entries())
    if (!read[nameOf(index)]) context.remark(at, 'notRun', 'no onProvisionWebhook in its place asks for webhooks');
  for (const one of refreshing) addRenewal(read, one, context);
  return webhooksSchema.parse({ verify: { kind: 'hook' }, registrations: read }).registrations;
}

const nameOf = (index: number): string => (index === 0 ? 'webhooks' : `webhooks${index + 1}`);

function stepOf({ resource, at }: Placed, context: ElementContext) {
  const chained = chainReason(resource);
  if (chained !== undefined) return context.remark(at, 'notRun', chained);
  return readStep(withWebhookPlaceholders(resource), at, context);
}

function addRenewal(read: Record<string, RegistrationInput>, one: Placed, context: ElementContext): void {
  const found = Object.values(read).find(({ subscribe, renew }) => {
    const kept = Object.keys(subscribe.capture ?? {});
    return renew === undefined && speaksOf(one.resource, [...kept, 'event.notification.subscription.id']);
  });
  if (!found) {
    context.remark(one.at, 'notRun', 'nothing is requested after tokens were refreshed');
    return;
  }
  const step = stepOf(one, context);
  if (!step) return;
  found.renew = { step, everySeconds: renewEverySeconds };
  context.remark(one.at, 'changed', 'it renews the webhooks every hour, not when tokens are refreshed');
}
