import { expect, test } from 'vitest';
import { hubDependencies } from '../../test/kit/hub-dependencies.ts';
import { answerJson, serve } from '../../test/kit/listen.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import { listParameterValues } from './list-parameter-values.ts';
import { planQuery } from './plan-query.ts';
import type { ProviderAccount } from './provider-account.ts';

const resource = (path: string, parameters = {}) => ({
  path,
  parameters,
  request: { path },
  records: { list: '' },
  paging: { kind: 'none' },
});

async function valuesFor(path: string, configuration: Record<string, string> = {}) {
  const answers: Record<string, object[]> = {
    '/teams': [{ key: 'a' }, { key: 'b' }, { key: 'a' }, { other: 1 }],
    '/teams/a/lists': [{ id: 1 }],
    '/teams/b/lists': [{ id: 2 }, { id: 3 }],
  };
  const server = await serve((request, response) => answerJson(response, 200, answers[request.url ?? '']));
  const team = { configuration: ['team.key'], from: 'teams', field: 'key' };
  const connector = testConnector(
    {},
    {
      resources: {
        teams: resource('/teams'),
        lists: resource('/teams/{team}/lists', { team }),
        members: resource('/lists/{list}/members', { list: { from: 'lists' } }),
        notes: resource('/notes/{note}', { note: { configuration: ['note.id'] } }),
      },
    },
  );
  const account: ProviderAccount = {
    organizationId: 1,
    instanceId: 1,
    connector,
    configuration: { 'base.url': server.url, ...configuration },
  };
  return listParameterValues(hubDependencies(), account, planQuery(connector, path, account.configuration));
}

test('a parameter takes the value of every record of its resource, each once', async () => {
  expect(await valuesFor('/teams/{team}/lists')).toEqual([{ team: 'a' }, { team: 'b' }]);
});

test('a resource that has parameters itself is read for each of their values', async () => {
  expect(await valuesFor('/lists/{list}/members')).toEqual([{ list: '1' }, { list: '2' }, { list: '3' }]);
});

test('a configured value leaves nothing to fill', async () => {
  expect(await valuesFor('/teams/{team}/lists', { 'team.key': 'b' })).toEqual([{}]);
});

test('a parameter without such a resource must be given', async () => {
  await expect(valuesFor('/notes/{note}')).rejects.toThrow(
    '/hubs/general/notes/{note}: {note} has no value; set note.id, or put the value into the URL',
  );
});
