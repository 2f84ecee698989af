import { addressEntries } from '../model/connector-addresses.ts';
import type { Connector, ConnectorResource } from '../model/connector.ts';
import { redirectCaptures } from '../model/redirect-captures.ts';
import { checkReferences } from './check-references.ts';
import type { ConnectorIssue } from './connector-issue.ts';

/** What a schema cannot say: references between the parts of a connector. */
export function checkConnector(connector: Connector, folder: string): ConnectorIssue[] {
  const issues = Object.entries(connector.resources).flatMap(([name, resource]) =>
    checkResource(connector, name, resource),
  );
  if (connector.key !== folder) {
    issues.unshift({ path: 'key', message: `found "${connector.key}", allowed: the name of its folder, "${folder}"` });
  }
  return [
    ...issues,
    ...checkPaths(connector),
    ...checkReferences(connector),
    ...checkPolling(connector),
    ...checkRedirect(connector),
  ];
}

function checkResource(connector: Connector, name: string, resource: ConnectorResource): ConnectorIssue[] {
  const at = `resources.${name}`;
  const declared = new Set(Object.keys(resource.parameters));
  const used = placeholders(resource.path);
  const filled = [...used, ...placeholders(resource.request.path)];
  return [
    ...used
      .filter((parameter) => !declared.has(parameter))
      .map((parameter) => ({ path: `${at}.path`, message: `{${parameter}} is not declared under parameters` })),
    ...[...declared]
      .filter((parameter) => !filled.includes(parameter))
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
    const shape = path.replaceAll(/\{[^{}]*\}/g, '{}');
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

/** Whoever consents can write the redirect: where secrets are sent to must not be his to say. */
function checkRedirect(connector: Connector): ConnectorIssue[] {
  const { authentication } = connector;
  if (authentication.type !== 'oauth2') return [];
  const addressed = addressEntries(connector);
  return redirectCaptures(authentication)
    .filter(({ key, allowed }) => allowed === undefined && addressed.has(key))
    .map(({ key, parameter }) => ({
      path: `authentication.capture.redirect.${key}`,
      message: `found "${parameter}", but the entry decides where requests go; allowed: { parameter: ${parameter}, allowed: [every address] }`,
    }));
}

const placeholders = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string);
