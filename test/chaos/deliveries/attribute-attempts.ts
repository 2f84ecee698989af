import type { StoredDelivery } from './read-stored.ts';
import type { ReceivedRequest } from './receiver.ts';

/** From the start of a server to its end, in epoch milliseconds; the receiver numbers them from 0 on. */
export interface Life {
  startedAt: number;
  endedAt: number;
  killed: boolean;
}

export interface Attributed {
  /** Requests whose outcome was not stored when their life was killed. */
  inFlight: ReceivedRequest[];
  wrong: string[];
}

/** Finds for every request of a delivery the stored attempt that tells of it. */
export function attributeAttempts(
  { subscriptionId, notificationId, attempts }: StoredDelivery,
  requests: ReceivedRequest[],
  lives: Life[],
): Attributed {
  const id = `${subscriptionId}-${notificationId}`;
  const result: Attributed = { inFlight: [], wrong: [] };
  let attributed = 0;
  for (const [life, { startedAt, endedAt, killed }] of lives.entries()) {
    const made = requests.filter((request) => request.life === life);
    const told = attempts.filter((attempt) => attempt.startedAt >= startedAt && attempt.startedAt <= endedAt);
    attributed += told.length;
    const left = made.slice(told.length);
    if (told.length > made.length)
      result.wrong.push(`${id}: ${told.length} attempts stored of life ${life}, ${made.length} received`);
    if (left.length > (killed ? 1 : 0))
      result.wrong.push(`${id}: ${left.length} requests of life ${life} are not stored`);
    result.inFlight.push(...left);
    for (const [index, { statusCode }] of told.slice(0, made.length).entries()) {
      const status = made[index]?.answered?.status ?? null;
      if (statusCode !== status) {
        result.wrong.push(
          `${id}: an attempt of life ${life} is stored with the status ${statusCode}, answered was ${status}`,
        );
      }
    }
  }
  if (attributed < attempts.length)
    result.wrong.push(`${id}: ${attempts.length - attributed} attempts stored of no life`);
  return result;
}
