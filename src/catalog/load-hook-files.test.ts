import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import { loadHookFiles } from './load-hook-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connector-'));
  await mkdir(join(folder, 'hooks'));
  await writeFile(join(folder, 'hooks', 'add.js'), 'done({});');
});
afterEach(() => rm(folder, { recursive: true }));

const file = (name: string) => ({ hooks: { postRequest: { file: name } } });

test('the code of hook files is read wherever a hook may stand', async () => {
  const step = { request: { path: '/me' }, ...file('hooks/add.js') };
  const one = { request: { path: '/rows/{id}' }, ...file('hooks/add.js') };
  const connector = testConnector(
    { ...file('hooks/add.js'), one },
    {
      hooks: { preRequest: { body: 'done()', legacy: true }, event: { file: 'hooks/add.js' } },
      lifecycle: { connect: [step], validate: step, remove: [step] },
      webhooks: { verify: { kind: 'none' }, registrations: { all: { subscribe: step, unsubscribe: step } } },
    },
  );
  const { hooks, resources, lifecycle, webhooks } = await loadHookFiles(connector, folder);
  const event = { body: 'done({});', legacy: false };
  const read = { postRequest: event };
  expect(hooks).toEqual({ preRequest: { body: 'done()', legacy: true }, event, eventOnPolled: false });
  expect(webhooks?.registrations['all']).toMatchObject({ subscribe: { hooks: read }, unsubscribe: { hooks: read } });
  expect([resources['rows'], lifecycle.connect[0], lifecycle.validate, lifecycle.remove[0]]).toMatchObject(
    Array.from({ length: 4 }, () => ({ hooks: read })),
  );
  expect([resources['rows']?.hooks, resources['rows']?.one?.hooks]).toEqual([read, read]);
});

test('every file that is missing or outside the folder is told with its place', async () => {
  const connector = testConnector(file('../add.js'), { ...file('hooks/none.js') });
  const error = await loadHookFiles(connector, folder).catch((caught: unknown) => caught);
  const yaml = join(folder, 'connector.yaml');
  expect(error).toMatchObject({
    issues: [
      `${yaml}: hooks.postRequest.file: ${join(folder, 'hooks/none.js')} cannot be read (ENOENT)`,
      `${yaml}: resources.rows.hooks.postRequest.file: found "../add.js", allowed: a file in the folder of the connector`,
    ],
  });
  const absolute = testConnector(file(join(folder, 'hooks/add.js')));
  await expect(loadHookFiles(absolute, folder)).rejects.toThrow('allowed: a file in the folder');
});
