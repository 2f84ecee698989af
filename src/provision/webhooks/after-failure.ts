import { isRecord, JsonSyntaxError, parseJson } from '../../lib/json.ts';
import { mechanismNamed } from '../../model/instance-configuration/event-mechanisms.ts';
import type { RegistrationState, RegistrationStep } from '../../model/webhook-registration.ts';

type Values = Readonly<Record<string, string>>;

/** What holds after a step that failed, for people. `next` undefined: it is given up. */
export function afterFailure(
  step: RegistrationStep,
  next: Pick<RegistrationState, 'status'> | undefined,
  configuration: Values,
): string {
  if (!next) return 'It is not tried again: take it back at the provider. What it sends is refused.';
  if (step === 'unsubscribe') return 'It is tried again.';
  if (next.status === 'active') return 'It is tried again. What was asked for before goes on until it ends.';
  return `It is tried again. ${meanwhile(configuration)}`;
}

function meanwhile(configuration: Values): string {
  const polled = polledResources(configuration['event.poller.configuration']);
  if (polled.length === 0) return 'Until then nothing is noticed of what it would tell.';
  const isRare = mechanismNamed(configuration['event.vendor.type']) === 'webhook';
  const minutes = configuration[isRare ? 'event.webhook.poll_interval' : 'event.poller.refresh_interval'];
  const named = polled.slice(0, mostNamed).join(', ');
  const more = polled.length > mostNamed ? ` and ${polled.length - mostNamed} more` : '';
  return `Until then changes are found by polls alone, every ${minutes} minutes: those of ${named}${more}.`;
}

const mostNamed = 10;

/** As they are stored with the instance. */
function polledResources(stored = '{}'): string[] {
  try {
    const polled = parseJson(stored);
    return isRecord(polled) ? Object.keys(polled) : [];
  } catch (error) {
    if (error instanceof JsonSyntaxError) return [];
    throw error;
  }
}
