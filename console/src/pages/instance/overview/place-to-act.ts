import type { HealthReason } from '../instance-queries.ts';

interface PlaceToAct {
  /** Of the page of the instance. */
  tab: 'polling' | 'events' | 'webhooks';
  label: string;
}

const places: Record<string, PlaceToAct> = {
  polling: { tab: 'polling', label: 'Go to the polls' },
  reconciliation: { tab: 'polling', label: 'Go to the reconciliation' },
  delivery: { tab: 'events', label: 'Go to the deliveries' },
  registration: { tab: 'webhooks', label: 'Go to the registrations' },
  webhook: { tab: 'webhooks', label: 'Go to the webhooks' },
};

/** Where one mends what a reason tells of; undefined: at the head of the page. */
export const placeToAct = (code: HealthReason['code']): PlaceToAct | undefined => places[code.split('.')[0] ?? ''];
