import { connectorSchema, type Connector } from '../../src/model/connector.ts';

type Input = Record<string, unknown>;

/** A connector of one resource, `rows`, at `/hubs/general/rows`, for tests of the hub. */
export const testConnector = (resource: Input = {}, connector: Input = {}): Connector =>
  connectorSchema.parse({
    id: 1,
    key: 'sample',
    name: 'Sample',
    hub: 'general',
    description: 'A connector for tests',
    baseUrl: 'https://sample.example',
    authentication: { type: 'apiKey', configurationKey: 'api.key', name: 'x-key' },
    resources: {
      rows: {
        path: '/rows',
        request: { path: '/rows' },
        records: { list: 'rows' },
        paging: { kind: 'none' },
        ...resource,
      },
    },
    events: { polling: { configuration: { rows: { url: '/hubs/general/rows', idField: 'id' } } } },
    ...connector,
  });
