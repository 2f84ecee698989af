import type { World } from '../history/poller.ts';
import type { Version } from '../world/collection.ts';

/** Whether a record's deciding date is one that a reader can use. */
export const isDated = ({ profile }: Pick<World, 'profile'>, { updated, created }: Version): boolean => {
  if (profile.dates === 'none' || (typeof updated === 'string' && updated.startsWith('moved'))) return false;
  const has = (date: Version['updated']) => date !== null && date !== undefined && !String(date).startsWith('0000');
  return has(updated) || has(created);
};
