import { onTestFinished } from 'vitest';
import { createEgress, type Egress, type EgressOptions } from '../../src/egress/egress.ts';
import { systemClock } from '../../src/lib/clock.ts';

/** An egress that may reach 127.0.0.0/8, for the length of the running test. */
export function testEgress(options: Partial<EgressOptions> = {}): Egress {
  const egress = createEgress({ clock: systemClock, random: () => 0, allowNetworks: ['127.0.0.0/8'], ...options });
  onTestFinished(() => egress.close());
  return egress;
}
