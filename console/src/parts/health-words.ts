import type { Tone } from './status-badge.tsx';
import type { components } from '../api/openapi-types.ts';

type Status = components['schemas']['InstanceHealth']['status'];

/** How a status looks, and what it is called. */
export const healthLooks: Record<Status, { tone: Tone; word: string; sentence: string }> = {
  healthy: { tone: 'good', word: 'Healthy', sentence: 'Everything works. There is nothing to do.' },
  attention: { tone: 'attention', word: 'Needs attention', sentence: 'It works, but somebody should look at it.' },
  failing: { tone: 'bad', word: 'Failing', sentence: 'Something fails again and again.' },
  paused: { tone: 'paused', word: 'Paused', sentence: 'Polling rests as it failed too often.' },
  reconnect: { tone: 'bad', word: 'Reconnect', sentence: 'The provider no longer accepts the credentials.' },
  disabled: { tone: 'neutral', word: 'Disabled', sentence: 'Nothing is polled and nothing is sent.' },
};
