import { ApiError } from '../../api/api-error.ts';

export interface ConsentStatus {
  status: 'waiting' | 'connected' | 'failed';
}

interface Following<Status extends ConsentStatus> {
  ask: () => Promise<Status>;
  /** Between two questions. */
  wait: () => Promise<void>;
  /** True: nobody wants to know any more. */
  isStopped: () => boolean;
}

/**
 * Asks until a consent is over, and answers how it ended; undefined: it was stopped. A server that cannot be reached for a
 * while is asked again; what it refuses is thrown.
 */
export async function followConsent<Status extends ConsentStatus>(
  following: Following<Status>,
): Promise<Status | undefined> {
  const { ask, wait, isStopped } = following;
  while (!isStopped()) {
    // One question after the other.
    // oxlint-disable-next-line no-await-in-loop
    const status = await ask().catch(unlessPassing);
    if (status && status.status !== 'waiting' && !isStopped()) return status;
    // oxlint-disable-next-line no-await-in-loop
    await wait();
  }
  return undefined;
}

function unlessPassing(error: unknown): undefined {
  if (!(error instanceof ApiError) || (error.status !== 0 && error.status < 500)) throw error;
}
