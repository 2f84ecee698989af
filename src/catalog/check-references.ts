import { capturedKeys } from '../model/captured-keys.ts';
import type { Connector } from '../model/connector.ts';
import type { ConnectorIssue } from './connector-issue.ts';

/** References between resources, and to entries, that exist and cannot work. */
export const checkReferences = (connector: Connector): ConnectorIssue[] => [
  ...checkCircles(connector),
  ...checkDeletes(connector),
  ...checkCaptures(connector),
];

/** A resource whose parameters come, at once or by others, from its own records could never be read. */
function checkCircles({ resources }: Connector): ConnectorIssue[] {
  const sources = (name: string): string[] =>
    Object.values(resources[name]?.parameters ?? {}).flatMap(({ from }) => (from === undefined ? [] : [from]));
  return Object.keys(resources).flatMap((name) => {
    const seen = new Set<string>();
    const open = sources(name);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (!seen.has(next)) open.push(...sources(next));
      seen.add(next);
    }
    const message = 'its values come from its own records; allowed: resources that can be read without this one';
    return seen.has(name) ? [{ path: `resources.${name}.parameters`, message }] : [];
  });
}

/** A deleted record cannot be read one by one: it would be left out, and its deletion never told. */
function checkDeletes({ resources }: Connector): ConnectorIssue[] {
  return Object.entries(resources).flatMap(([name, { deletes }]) => {
    if (!deletes || resources[deletes.resource]?.fetchEach !== true) return [];
    const message = `found "${deletes.resource}", which has fetchEach; allowed: a resource without it`;
    return [{ path: `resources.${name}.deletes.resource`, message }];
  });
}

function checkCaptures(connector: Connector): ConnectorIssue[] {
  const ofEvents = capturedKeys(connector).filter((key) => key.startsWith('event.'));
  return ofEvents.map((key) => ({
    path: `capture.${key}`,
    message: 'where events go and how they come is not for the provider to say; allowed: other entries',
  }));
}
