import { printNumber } from '../../parts/format.ts';

interface States {
  attention: number;
  reconnect: number;
  paused: number;
  failing: number;
}

/** Why instances need attention, the worst first: "2 to reconnect, 1 paused". */
export function attentionHint({ attention, reconnect, paused, failing }: States): string {
  if (attention === 0) return 'All is well';
  const parts = [
    reconnect > 0 ? `${printNumber(reconnect)} to reconnect` : '',
    paused > 0 ? `${printNumber(paused)} paused` : '',
    failing > 0 ? `${printNumber(failing)} failing` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing has stopped' : parts.join(', ');
}
