import type { PollDefinition } from '../../src/model/poll-definition.ts';

/** A definition of the resource `contacts` with the defaults of the contract, and no dates. */
export const aPollDefinition = (values: Partial<PollDefinition> = {}): PollDefinition => ({
  resource: 'contacts',
  url: '/hubs/crm/contacts',
  idField: 'id',
  updated: undefined,
  created: undefined,
  filterByUpdatedDate: true,
  filterByCurrentDate: false,
  createdCheckToleranceSeconds: 0,
  createdWhenNew: false,
  pageSize: undefined,
  pollDelaySeconds: 0,
  changedFields: false,
  keepRecords: false,
  polling: {},
  unused: {},
  ...values,
});
