import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { planQuery } from '../../src/hub/plan-query.ts';
import { readPage } from '../../src/hub/read-page.ts';
import type { JsonRecord, JsonValue } from '../../src/lib/json.ts';
import type { Connector } from '../../src/model/connector.ts';
import { hubDependencies } from '../kit/hub-dependencies.ts';
import { answerJson, serve } from '../kit/listen.ts';

/** `fixtures/<resource>[.<note>].json`: a hub query, the request that it must become, an answer and its records. */
interface Fixture {
  url: string;
  configuration?: Record<string, string>;
  /** Path and query, decoded. */
  request: string;
  answer: JsonValue;
  records: JsonRecord[];
}

const directory = join(import.meta.dirname, '..', '..', 'connectors');
const catalog = await loadCatalog(directory);

const fixtureFiles = ({ key }: Connector) =>
  readdirSync(join(directory, key, 'fixtures')).filter((file) => file.endsWith('.json'));
const readFixture = (key: string, file: string) =>
  JSON.parse(readFileSync(join(directory, key, 'fixtures', file), 'utf8')) as Fixture;

/** A value for each path parameter that only the configuration can give. */
const chosenParameters = ({ resources }: Connector): Record<string, string> =>
  Object.fromEntries(
    Object.values(resources)
      .flatMap(({ parameters }) => Object.values(parameters))
      .flatMap(({ configuration: [key], from }) => (key === undefined || from !== undefined ? [] : [[key, 'any']])),
  ) as Record<string, string>;

describe.each(catalog.all().map((connector) => [connector.key, connector] as const))(
  'the connector %s',
  (key, connector) => {
    test('has a fixture of every resource', () => {
      const covered = new Set(fixtureFiles(connector).map((file) => file.split('.')[0]));
      expect(covered).toEqual(new Set(Object.keys(connector.resources)));
    });

    test.each(fixtureFiles(connector))('reads %s as the vendor documents it', async (file) => {
      const { url, configuration, request, answer, records } = readFixture(key, file);
      const asked: string[] = [];
      const server = await serve((incoming, response) => {
        asked.push(decodeURIComponent(incoming.url ?? ''));
        answerJson(response, 200, answer);
      });
      const ownBase = connector.baseUrl === '' ? 'https://any.example/api/3' : connector.baseUrl;
      const path = new URL(configuration?.['base.url'] ?? ownBase).pathname.replace(/\/$/, '');
      const account = {
        instanceId: 1,
        connector,
        configuration: { ...configuration, 'base.url': `${server.url}${path}` },
      };
      const page = await readPage(hubDependencies(), account, planQuery(connector, url, account.configuration));
      expect(asked).toEqual([request]);
      expect(page.records).toEqual(records);
    });

    test('can be read by its own default polling configuration', () => {
      const configuration = { 'base.url': 'https://any.example', ...chosenParameters(connector) };
      for (const definition of Object.values(connector.events.polling.configuration)) {
        const filled = String(definition['url'])
          .replaceAll('${epoch}', '1506544512258')
          .replaceAll(/\$\{[^}]*\}/g, '2026-01-01T00:00:00.000Z');
        const plan = planQuery(connector, filled, configuration);
        expect(plan.filter).toBeUndefined();
        expect(plan.unfilled.filter(({ from }) => from === undefined)).toEqual([]);
      }
    });
  },
);
