import { join } from 'node:path';
import { loadShipped } from '../../src/catalog/load-shipped.ts';
import type { Connector } from '../../src/model/connector.ts';
import { keepReference } from '../keep-reference.ts';

const shipped = await loadShipped(join(import.meta.dirname, '..', '..', 'connectors'));

const authentications: Record<Connector['authentication']['type'], string> = {
  oauth2: 'OAuth 2',
  oauth1: 'OAuth 1',
  apiKey: 'API key',
  bearer: 'Bearer token',
  basic: 'Basic',
  jwt: 'JWT',
  session: 'log-in',
  none: 'none',
};

function row({ key, name, hub, authentication, resources, events }: Connector): string {
  const polled = Object.keys(events.polling.configuration);
  const others = Object.keys(resources).filter((resource) => !polled.includes(resource));
  const cells = [
    `[${name}](../../connectors/${key}/README.md)`,
    `\`${key}\``,
    hub,
    authentications[authentication.type],
    polled.join(', '),
    others.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

const rows = shipped.toSorted((a, b) => a.name.localeCompare(b.name, 'en')).map(row);

await keepReference(
  'catalogue.md',
  `# Catalogue

The connectors that come with the server. The page of each says how an account is set up, what is polled, which limits and
traps there are, and what could not be confirmed. Another API takes [a folder of data](../tutorial/build-a-connector.md), or an
[imported element](elements-api.md).

| Connector | Key | Hub | Lets in by | Polled by default | Other resources |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Each of them passes \`tidings connector check\` ([what that means](connector-check.md)) with every run of the tests. Their facts are
those of the vendors' documentation; nobody has run all of them against live accounts.

This page is written by \`scripts/docs/catalogue.ts\` from \`connectors/\`.
`,
);
