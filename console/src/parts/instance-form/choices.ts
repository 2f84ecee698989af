import { keys } from './draft.ts';

export interface Choice {
  value: string;
  label: string;
}

/** What may be chosen for entries that every connector has, and that are texts on the wire. */
const choices: Readonly<Record<string, readonly Choice[]>> = {
  [keys.format]: [
    { value: 'elements', label: 'Elements (as Open Connectors sends them)' },
    { value: 'cloudevents', label: 'CloudEvents 1.0' },
    { value: 'standard-webhooks', label: 'Standard Webhooks' },
  ],
  'event.notification.failure.policy': [
    { value: 'retry', label: 'Retry by a schedule' },
    { value: 'queue', label: 'Wait until it is released' },
  ],
  'event.poller.initial.events': [
    { value: 'send', label: 'Send events of old data' },
    { value: 'silent', label: 'Store them without telling' },
  ],
};

export const choicesOf = (key: string): Choice[] | undefined => choices[key]?.slice();
