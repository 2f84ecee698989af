import type { Connector, ConnectorResource } from '../model/connector.ts';

export interface ConnectorIssue {
  /** Dotted path in the file. */
  path: string;
  message: string;
}

/** What a schema cannot say: references between the parts of a connector. */
export function checkConnector(connector: Connector, folder: string): ConnectorIssue[] {
  const issues = Object.entries(connector.resources).flatMap(([name, resource]) =>
    checkResource(connector, name, resource),
  );
  if (connector.key !== folder) {
    issues.unshift({ path: 'key', message: `found "${connector.key}", allowed: the name of its folder, "${folder}"` });
  }
  return [...issues, ...checkPaths(connector), ...checkPolling(connector)];
}

function checkResource(connector: Connector, name: string, resource: ConnectorResource): ConnectorIssue[] {
  const at = `resources.${name}`;
  const declared = new Set(Object.keys(resource.parameters));
  const used = placeholders(resource.path);
  return [
    ...used
      .filter((parameter) => !declared.has(parameter))
      .map((parameter) => ({ path: `${at}.path`, message: `{${parameter}} is not declared under parameters` })),
    ...[...declared]
      .filter((parameter) => !used.includes(parameter))
      .map((parameter) => ({ path: `${at}.parameters.${parameter}`, message: `the path has no {${parameter}}` })),
    ...Object.entries(resource.parameters).flatMap(([parameter, { from }]) =>
      from === undefined || Object.hasOwn(connector.resources, from)
        ? []
        : [
            {
              path: `${at}.parameters.${parameter}.from`,
              message: `found "${from}", allowed: ${Object.keys(connector.resources).join(', ')}`,
            },
          ],
    ),
  ];
}

function checkPaths({ resources }: Connector): ConnectorIssue[] {
  const seen = new Map<string, string>();
  return Object.entries(resources).flatMap(([name, { path }]) => {
    const shape = path.replaceAll(/\{[^}]*\}/g, '{}');
    const other = seen.get(shape);
    seen.set(shape, name);
    return other === undefined ? [] : [{ path: `resources.${name}.path`, message: `is also the path of ${other}` }];
  });
}

function checkPolling({ events }: Connector): ConnectorIssue[] {
  return Object.entries(events.polling.configuration).flatMap(([name, definition]) =>
    typeof definition['url'] === 'string'
      ? []
      : [{ path: `events.polling.configuration.${name}.url`, message: 'missing' }],
  );
}

const placeholders = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string);
