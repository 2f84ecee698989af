import { createEgress } from '../../egress/egress.ts';
import { systemClock } from '../../lib/clock.ts';
import { systemRandom } from '../../lib/random.ts';
import { serverClient, type ServerChoice, type ServerClient } from './server-client.ts';

export type Print = (text: string) => void;

export const printOut: Print = (text) => void process.stdout.write(text);

/** Whoever runs a command may call any server, also one in a private network. */
const everywhere = ['0.0.0.0/0', '::/0'];

export function openClient(
  choice: ServerChoice,
  environment: Record<string, string | undefined>,
  opened: AsyncDisposableStack,
): ServerClient {
  const egress = createEgress({ clock: systemClock, random: systemRandom, allowNetworks: everywhere });
  opened.defer(() => egress.close());
  return serverClient({ egress }, choice, environment);
}
