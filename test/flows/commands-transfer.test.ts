import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runExport } from '../../src/commands/export.ts';
import { runImport } from '../../src/commands/import.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { startTestApi, textOf, type TestApi } from '../kit/api.ts';

let api: TestApi;
let folder: string;
const environment = () => ({
  TIDINGS_PUBLIC_URL: api.url,
  TIDINGS_USER_SECRET: 'user-secret-of-ada',
  TIDINGS_ORGANIZATION_SECRET: 'organization-secret',
});

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transfer-'));
  return () => rm(folder, { recursive: true });
});

interface Run {
  code: number;
  text: string;
}

async function run(command: typeof runImport, ...argv: string[]): Promise<Run> {
  const printed: string[] = [];
  const code = await command(argv, environment(), (text) => void printed.push(text));
  return { code, text: printed.join('') };
}

async function write(file: string, content: unknown): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
}

async function files(of: string): Promise<Record<string, string>> {
  const names = await readdir(of, { recursive: true, withFileTypes: true });
  const texts = names
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(of.length + 1), await readFile(path, 'utf8')] as const;
    });
  return Object.fromEntries(await Promise.all(texts));
}

const element = (key: string, more: JsonRecord = {}): JsonRecord => ({
  key,
  name: `The ${key}`,
  hub: 'general',
  authentication: { type: 'basic' },
  configuration: [{ key: 'base.url', name: 'URL', type: 'TEXTFIELD_1000', defaultValue: 'https://vendor.example' }],
  resources: [{ type: 'api', method: 'GET', path: '/hubs/general/rows', vendorMethod: 'GET', vendorPath: '/rows' }],
  ...more,
});
const instance = (name: string, key: string, more: JsonRecord = {}): JsonRecord => ({
  name,
  element: { key },
  configuration: { username: 'ada', password: 'secret' },
  ...more,
});

test('what is exported is imported elsewhere, and exported again as the same files', async () => {
  await write('elements/harbour.json', element('harbour'));
  await write('instances/port.json', instance('Port / one', 'harbour', { tags: ['a'] }));
  const first = await run(runImport, folder);
  expect(first).toMatchObject({ code: 0, text: expect.stringContaining('2 made') as string });
  expect(first.text).toContain('made          connector harbour (elements/harbour.json)');

  const before = join(folder, 'before');
  expect(await run(runExport, before, '--key', 'harbour')).toEqual({
    code: 0,
    text: `1 connectors and 1 instances written to ${before}\n`,
  });
  const exported = await files(before);
  expect(Object.keys(exported).toSorted()).toEqual(['elements/harbour.json', 'instances/Port-one.json']);
  const port = JSON.parse(exported['instances/Port-one.json'] ?? '') as JsonRecord;
  expect(port).toMatchObject({ name: 'Port / one', element: { key: 'harbour' }, tags: ['a'], needs: ['password'] });
  expect(exported['instances/Port-one.json']).not.toContain('secret');

  expect((await run(runImport, before)).text).toContain('2 unchanged');
  const changed = element('harbour', { description: 'changed' });
  await write('before/elements/harbour.json', changed);
  expect((await run(runImport, before)).text).toContain('exists        connector harbour');
  expect((await run(runImport, before, '--update')).text).toContain('1 updated, 1 unchanged');
  await run(runExport, join(folder, 'one'), '--key', 'harbour');
  expect((await run(runImport, join(folder, 'one'), '--update')).text).toContain('2 unchanged');
  await run(runExport, join(folder, 'two'), '--key', 'harbour');
  expect(await files(join(folder, 'two'))).toEqual(await files(join(folder, 'one')));
});

test('an instance whose secrets are missing is told with what it needs, and is made once they are there', async () => {
  await api.call('POST', '/elements', { body: element('lagoon') });
  const incomplete = instance('Quay', 'lagoon', {
    configuration: { username: 'ada', password: '********', unset: null },
  });
  await write('quay.json', incomplete);
  const skipped = await run(runImport, folder);
  expect(skipped.code).toBe(1);
  expect(skipped.text).toContain(
    'incomplete    instance "Quay" of lagoon (quay.json): needs password: add password to its configuration.',
  );
  const tried = await run(runImport, folder, '--with-incomplete');
  expect([tried.code, tried.text]).toEqual([
    1,
    expect.stringMatching(/failed +instance Quay \(quay.json\): .*password/),
  ]);
  await write('quay.json', { ...incomplete, configuration: { username: 'ada', password: 'secret' } });
  expect((await run(runImport, folder)).text).toContain('made          instance "Quay" of lagoon');
  await write('quay.json', { ...incomplete, tags: ['new'] });
  expect((await run(runImport, folder, '--update')).text).toContain('updated       instance "Quay" of lagoon');
  const [quay] = (await api.call('GET', '/elements/lagoon/instances')).body as JsonRecord[];
  expect(quay).toMatchObject({ tags: ['new'], configuration: { username: 'ada', password: '********' } });

  const key = api.deps.catalog.shipped.find(({ authentication }) => authentication.type === 'oauth2')?.key ?? '';
  const consent = instance('Consent', key, { element: { key, typeOauth: true }, configuration: {} });
  await write('consent.json', consent);
  expect((await run(runImport, join(folder, 'consent.json'), '--dry-run')).text).toContain(
    `needs authorization: let its user consent (GET /elements/${key}/oauth/url) and add the code as providerData.`,
  );
});

test('an export folder with hooks in files of their own is joined, and what is of no use here is left out', async () => {
  const hook = (type: string): JsonRecord => ({ type, mimeType: 'application/javascript', isLegacy: false });
  await write('elements/The-delta/element.json', {
    ...element('delta'),
    hooks: [hook('preRequest')],
    resources: [
      {
        type: 'api',
        method: 'GET',
        path: '/hubs/general/rows/{id}/cells',
        vendorMethod: 'GET',
        vendorPath: '/rows/{id}/cells',
        hooks: [hook('postRequest')],
      },
    ],
  });
  await write('elements/The-delta/preRequestHook.js', 'done({ continue: true }); // global');
  await write(
    'elements/The-delta/resources/GET-rows-id-cells-postRequestHook.js',
    'done({ continue: true }); // of cells',
  );
  await write('formulas/Sum/formula.json', { name: 'Sum', steps: [] });
  const made = await run(runImport, folder);
  expect(made.code).toBe(0);
  expect(made.text).toContain('left out      neither a connector nor an instance (formulas/Sum/formula.json)');
  const document = (await api.call('GET', '/elements/delta/export')).object;
  expect(document).toHaveProperty('hooks[0].body', 'done({ continue: true }); // global');
  expect(document).toHaveProperty('resources[0].hooks[0].body', 'done({ continue: true }); // of cells');
  expect((await run(runImport, folder)).text).toContain('1 unchanged');

  await rm(join(folder, 'elements/The-delta/preRequestHook.js'));
  const lacking = await run(runImport, folder, '--update');
  expect([lacking.code, lacking.text]).toEqual([
    0,
    expect.stringContaining(
      '(elements/The-delta/element.json): its hooks are without code; put preRequestHook.js there',
    ),
  ]);
  expect(lacking.text).toContain('ignored     hooks[0]: it has no code');
  await mkdir(join(folder, 'elements/The-delta/preRequestHook.js'));
  const broken = await run(runImport, folder);
  expect([broken.code, broken.text]).toEqual([
    1,
    expect.stringMatching(/failed .*preRequestHook\.js cannot be read \(EISDIR\)/),
  ]);
});

test('instances are known by their names as the server keeps them, and two of one name stay two', async () => {
  await write('elements/cove.json', element('cove'));
  const named = (tag: string) => instance("O'Brien", 'cove', { tags: [tag, '<b>'], needs: [] });
  await write('instances/a.json', named('first'));
  await write('instances/b.json', named('second'));
  expect((await run(runImport, folder)).text).toContain('3 made');
  expect((await api.call('GET', '/elements/cove/instances')).body).toHaveLength(2);
  const exported = join(folder, 'exported');
  await run(runExport, exported, '--key', 'cove');
  expect(Object.keys(await files(exported))).toHaveLength(3);
  expect((await run(runImport, exported, '--update')).text).toContain('3 unchanged');
});

test('what comes from others leads to no file outside of the folder', async () => {
  const type = '/../../../secret';
  await write('elements/evil/element.json', element('evil', { hooks: [{ type, mimeType: 'application/javascript' }] }));
  const outcome = await run(runImport, folder);
  expect([outcome.code, outcome.text]).toEqual([1, expect.stringContaining(`its hook has the type "${type}"`)]);
  await write('elements/evil/element.json', element('evil'));
  await write('elements/Evil.json', element('Evil'));
  await run(runImport, folder);
  await run(runExport, join(folder, 'both'), '--key', 'evil', '--key', 'Evil');
  const names = Object.keys(await files(join(folder, 'both'))).map((name) => name.toLowerCase());
  expect(names.toSorted()).toEqual(['elements/evil-2.json', 'elements/evil.json']);
});

test('one file may hold many, of which each is made or told why not', async () => {
  const event = {
    type: 'event',
    mimeType: 'application/javascript',
    body: "Java.type('java.util.Date'); done({ events: [] })",
  };
  await write('all.json', [element('reef', { hooks: [event] }), element('bad key'), 7, element('reef')]);
  await write('broken.json', '{ "name": ');
  const dry = await run(runImport, folder, '--dry-run');
  expect(dry.code).toBe(1);
  expect(dry.text).toContain('would be made connector reef (all.json[0])');
  expect(dry.text).toMatch(/ {2}not run {5}hooks\[0\]: /);
  expect(dry.text).toContain('failed        connector bad key (all.json[1]): ');
  expect(dry.text).toContain('left out      neither a connector nor an instance (all.json[2])');
  expect(dry.text).toContain('failed        connector reef (all.json[3]): all.json[0] has the same key');
  expect(dry.text).toMatch(/failed +unreadable \(broken\.json\): .* at line 1, column/);
  expect((await api.call('GET', '/elements/reef')).status).toBe(404);
  const real = await run(runImport, join(folder, 'all.json'));
  expect(real.text).toContain('made          connector reef (all.json[0])');
  expect(real.text).toMatch(/ {2}not run {5}hooks\[0\]: /);
  expect((await run(runImport, join(folder, 'nothing.json'))).text).toContain('cannot be read (ENOENT)');
});

test('a command says what it lacks, and what the server says', async () => {
  await expect(run(runImport)).rejects.toThrow('Which file or folder?');
  await expect(run(runExport)).rejects.toThrow('Into which folder?');
  await expect(runExport([folder], { TIDINGS_USER_SECRET: 'x'.repeat(16) }, () => {})).rejects.toThrow(
    'With which secrets?',
  );
  await expect(run(runExport, folder, '--url', 'ftp://x')).rejects.toThrow('--url: found "ftp://x"');
  await expect(run(runExport, folder, '--key', 'nowhere')).rejects.toThrow('there is no connector nowhere');
  await expect(run(runExport, folder, '--user-secret', 'wrong')).rejects.toThrow('is not known');
  await write('one.json', element('bay'));
  const closed = await run(runImport, folder, '--url', 'http://127.0.0.1:9/');
  expect([closed.code, closed.text]).toEqual([1, expect.stringContaining('the server cannot be reached')]);
  await write('two.json', element('gulf'));
  for (const told of [
    await run(runImport, folder, '--url', 'http://127.0.0.1:9/'),
    await run(runImport, folder, '--user-secret', 'wrong'),
  ])
    expect([told.code, told.text]).toEqual([1, expect.stringContaining('1 failed, 1 not tried')]);
  const shipped = textOf(api.deps.catalog.shipped[0]?.key);
  await run(runExport, join(folder, 'shipped'), '--shipped', '--key', shipped);
  expect((await run(runImport, join(folder, 'shipped'))).text).toContain(`unchanged     connector ${shipped}`);
});
