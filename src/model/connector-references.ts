import type { ConnectorResource } from './connector-resource.ts';

/** What in a resource names another resource that is not there. */
export interface MissingReference {
  path: string[];
  message: string;
}

export function missingReferences(resources: Record<string, ConnectorResource>): MissingReference[] {
  const known = Object.keys(resources).join(', ');
  return Object.entries(resources).flatMap(([name, { deletes }]) =>
    deletes && !Object.hasOwn(resources, deletes.resource)
      ? [
          {
            path: ['resources', name, 'deletes', 'resource'],
            message: `found ${JSON.stringify(deletes.resource)}, allowed: a resource of this connector: ${known}`,
          },
        ]
      : [],
  );
}
