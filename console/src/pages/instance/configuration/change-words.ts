import type { Tone } from '../../../parts/status-badge.tsx';
import type { InstanceChange } from '../instance-queries.ts';

export const changeLooks: Record<InstanceChange['kind'], { tone: Tone; word: string }> = {
  made: { tone: 'good', word: 'Made' },
  changed: { tone: 'neutral', word: 'Changed' },
  enabled: { tone: 'good', word: 'Enabled' },
  disabled: { tone: 'paused', word: 'Disabled' },
  connected: { tone: 'good', word: 'Connected' },
  refused: { tone: 'bad', word: 'Credentials refused' },
  paused: { tone: 'attention', word: 'Polling paused' },
  resumed: { tone: 'good', word: 'Polling resumed' },
  webhookKeys: { tone: 'neutral', word: 'Webhook keys' },
};

/** Who did it. */
export const actorOf = ({ user }: Pick<InstanceChange, 'user'>): string => {
  if (user === null) return 'the server';
  return user.emailAddress ?? `user ${user.id}`;
};

/** A value for the eye: JSON in lines. */
export function readable(value: string): string {
  if (!/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
