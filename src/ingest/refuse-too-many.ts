import { Fault } from '../model/fault.ts';

/** Far more than vendors send at once: what one webhook starts must have an end. */
const mostItems = 10_000;

/** Throws `webhook.unusable` for a webhook with more items than are worked on. */
export function refuseTooMany(count: number): void {
  if (count <= mostItems) return;
  throw new Fault('webhook.unusable', `It has more items than are worked on: found ${count}, allowed: ${mostItems}`);
}
