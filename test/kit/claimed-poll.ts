import type { Instance } from '../../src/model/instance.ts';
import type { ClaimedPoll } from '../../src/store/claim-polls.ts';
import { newCursor, type Cursor } from '../../src/store/cursor.ts';
import { aPollDefinition } from './poll-definition.ts';

export const anInstance = (values: Partial<Instance> = {}): Instance => ({
  id: 1000,
  organizationId: 1,
  accountId: 2,
  userId: 3,
  connectorKey: 'sample',
  name: 'Sample',
  tags: ['Sample'],
  configuration: {},
  disabled: false,
  connection: 'connected',
  externalAuthentication: 'none',
  createdAt: 0,
  updatedAt: 0,
  ...values,
});

export const aCursor = (values: Partial<Cursor> = {}): Cursor => ({ ...newCursor(5, ''), ...values });

/** A poll every 15 minutes that tells from `start` on. */
export const aClaimedPoll = (values: Partial<ClaimedPoll> = {}): ClaimedPoll => ({
  id: 7,
  instance: anInstance(),
  definition: aPollDefinition(),
  intervalMs: 900_000,
  start: 0,
  initialBefore: 0,
  silentInitial: false,
  fence: 1,
  consecutiveFailures: 0,
  consecutiveThrottles: 0,
  overdueSince: undefined,
  remembersAll: false,
  sweeps: 0,
  learnedSettleSeconds: 0,
  leastIntervalMs: undefined,
  greatestIntervalMs: undefined,
  changesPerHour: undefined,
  received: false,
  cursors: [],
  ...values,
});
