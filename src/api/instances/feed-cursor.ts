import { Fault } from '../../model/fault.ts';
import type { FeedPlace } from '../../store/read-feed.ts';

const allowed = 'allowed: the cursor of the answer before, as it was given.';

/**
 * `1000.42.3`: instance, notification, and the last event read where more of that notification is to come; as base64url.
 */
export function printFeedCursor(instanceId: number, { notificationId, position }: FeedPlace): string {
  const numbers = [instanceId, notificationId, ...(position === undefined ? [] : [position])];
  return Buffer.from(numbers.join('.')).toString('base64url');
}

/** Throws `query.invalid` for anything that printFeedCursor has not made for this instance. */
export function parseFeedCursor(instanceId: number, cursor: string): FeedPlace {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const match = /^(\d{1,15})\.(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) throw new Fault('query.invalid', `cursor: found ${JSON.stringify(cursor.slice(0, 40))}; ${allowed}`);
  if (Number(match[1]) !== instanceId)
    throw new Fault(
      'query.invalid',
      `cursor: found one of instance ${match[1]}, for instance ${instanceId}; ${allowed}`,
    );
  return {
    notificationId: Number(match[2]),
    position: match[3] === undefined ? undefined : Number(match[3]),
  };
}
