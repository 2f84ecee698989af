import type { Instance } from '../../src/model/instance.ts';
import type { ClaimedPoll, Cursor } from '../../src/store/claim-polls.ts';
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

export const aCursor = (values: Partial<Cursor> = {}): Cursor => ({
  id: 5,
  scope: '',
  watermark: undefined,
  scannedAt: undefined,
  clockSkew: undefined,
  leastClockSkew: undefined,
  baselineComplete: false,
  ...values,
});

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
  cursors: [],
  ...values,
});
