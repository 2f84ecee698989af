import type { Connector, ConnectorResource } from '../model/connector.ts';
import type { Deletes } from '../model/connector-resource.ts';
import type { PollDefinition } from '../model/poll-definition.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';

/** The poll that reads what was deleted of a resource: the same poll, with another query and other fields. */
export function deletesPoll(poll: ClaimedPoll, { hub, resources }: Connector, deletes: Deletes): ClaimedPoll {
  const path = resources[deletes.resource]?.path ?? '';
  const { where, idField, dateField, dateFormat, dateTimezone } = deletes;
  const definition: PollDefinition = {
    ...poll.definition,
    url: `/hubs/${hub}${path}${where === undefined ? '' : `?where=${where}`}`,
    idField,
    updated: dateField === undefined ? undefined : { field: dateField, format: dateFormat, timezone: dateTimezone },
    created: undefined,
    filterByUpdatedDate: true,
    filterByCurrentDate: false,
    pageSize: undefined,
    polling: {},
  };
  return { ...poll, definition };
}

/** Whatever such a list holds was deleted. */
export const listOfDeleted = (resource: ConnectorResource, { idField }: Deletes): ConnectorResource => ({
  ...resource,
  deletedWhen: { field: idField },
});

/** The name of the cursor of such a list, beside that of what it belongs to. */
export const deletesScopeName = (scope: string): string => (scope === '' ? 'deleted' : `deleted ${scope}`);
