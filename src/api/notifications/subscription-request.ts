import { z } from 'zod';
import type { Egress } from '../../egress/egress.ts';
import { Fault } from '../../model/fault.ts';
import { topics } from './topics.ts';

const channel = z
  .enum(['webhook'])
  .describe('The contract has email, sms and push too; this server does not deliver by them.');
const config = z
  .record(z.string(), z.unknown())
  .describe('url, and settings by key as an instance has them; docs/reference/notifications.md lists them.');
const active = z.boolean().describe('False: switched off; what is told waits, queued.');

export const newSubscription = z.strictObject({ channel, topics, config, active: active.default(true) });

/** What is absent stays. */
export const changedSubscription = z.strictObject({
  channel: channel.optional(),
  topics: topics.optional(),
  config: config.optional().describe('What it does not name stays; null takes a setting away.'),
  active: active.optional().describe('True: what is queued is due at once.'),
});

/** Throws `address.refused` for a callback URL that may not be called, naming its place. */
export async function refuseAddress({ egress }: { egress: Pick<Egress, 'assertAllowed'> }, url: string): Promise<void> {
  try {
    await egress.assertAllowed(url);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'address.refused') throw error;
    const issues = [{ path: 'config.url', message: error.message }];
    throw new Fault('address.refused', `config.url: ${error.message}`, { issues, cause: error });
  }
}
