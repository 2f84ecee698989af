import type { UnderPollLock } from '../../src/store/poll-lock.ts';

/** For polls of resources that no webhook tells of: nothing is locked for them. */
export const neverLocked: UnderPollLock = () => Promise.reject(new Error('no webhooks come for this resource'));
