import { Fault } from '../../model/fault.ts';
import type { DeliveryKey } from '../../store/list-deliveries.ts';

/** A page token of a list of deliveries: base64 of JSON, as those of other lists. */
export const printDeliveryToken = ({ notificationId, subscriptionId }: DeliveryKey): string =>
  Buffer.from(JSON.stringify([notificationId, subscriptionId])).toString('base64');

/** Throws `query.invalid` for anything that printDeliveryToken has not made. */
export function parseDeliveryToken(token: string): DeliveryKey {
  const match = /^\[(\d{1,15}),(\d{1,15})\]$/.exec(Buffer.from(token, 'base64').toString('utf8'));
  if (match) return { notificationId: Number(match[1]), subscriptionId: Number(match[2]) };
  const message = `nextPage: found ${JSON.stringify(token.slice(0, 40))}; allowed: the Elements-Next-Page-Token of the page before.`;
  throw new Fault('query.invalid', message);
}
