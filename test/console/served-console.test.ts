import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startFlow } from '../kit/flow.ts';

const folder = join(import.meta.dirname, '..', '..', 'console', 'dist');
const assets = join(folder, 'assets');
const firstLoadBytes = 300_000;

const readIndex = () => readFile(join(folder, 'index.html'), 'utf8');
const readAsset = (name: string) => readFile(join(assets, name), 'utf8');

/** Names of the files in assets/ that a file needs before it runs: its static imports, and theirs. */
async function withImports(name: string, known = new Set<string>()): Promise<Set<string>> {
  if (known.has(name)) return known;
  known.add(name);
  const imports = (await readAsset(name)).matchAll(/(?:\bimport|\bfrom)\s*["'`]\.\/([\w.-]+\.js)["'`]/g);
  for (const [, imported = ''] of imports) await withImports(imported, known);
  return known;
}

test('what is loaded before the first page is shown is less than 300 kB of compressed JavaScript', async () => {
  const entries = [...(await readIndex()).matchAll(/(?:src|href)="\/assets\/([\w.-]+\.js)"/g)].map(
    ([, name = '']) => name,
  );
  const homePage = (await readdir(assets)).filter((name) => /^instances-page-[\w-]+\.js$/.test(name));
  expect(homePage).toHaveLength(1);
  const loaded = new Set<string>();
  for (const name of [...entries, ...homePage]) await withImports(name, loaded);
  const sizes = await Promise.all(
    [...loaded].map(async (name) => ({ name, bytes: gzipSync(await readAsset(name), { level: 9 }).length })),
  );
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(total).toBeGreaterThan(50_000);
  if (total >= firstLoadBytes) throw new Error(`${total} bytes in ${JSON.stringify(sizes)}`);
});

test('no file of the console loads anything from elsewhere, and its page holds no script', async () => {
  const index = await readIndex();
  for (const [, attributes = '', content] of index.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
    expect(attributes).toMatch(/src="\/(assets\/)?[\w.-]+\.js"/);
    expect(content).toBe('');
  }
  expect(index).not.toMatch(/\son\w+=|javascript:|(src|href)="(https?:)?\/\//);
  const files = await readdir(assets);
  const loadsFromElsewhere = async (name: string) => {
    const load = name.endsWith('.css') ? /url\(["']?(https?:)?\/\/|@import/ : /\bimport\(["'`]https?:/;
    return /\.(css|js)$/.test(name) && load.test(await readAsset(name));
  };
  const guilty = await Promise.all(files.map(async (name) => ((await loadsFromElsewhere(name)) ? [name] : [])));
  expect(guilty.flat()).toEqual([]);
});

test('pages are served for every address of the console, with a strict policy; the API answers as before', async () => {
  const flow = await startFlow({ roles: 'api' });
  const get = (path: string, accept = 'text/html') => fetch(`${flow.server.app.url}${path}`, { headers: { accept } });
  const index = await readIndex();
  for (const path of ['/', '/instances/12?tab=events', '/catalogue/acton/new']) {
    const answer = await get(path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, index]);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  }
  const [, script = ''] = /src="(\/assets\/[\w.-]+\.js)"/.exec(index) ?? [];
  const asset = await get(script, '*/*');
  expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  expect(asset.headers.get('content-type')).toMatch(/javascript/);
  const jsonType = 'application/json; charset=utf-8';
  for (const path of ['/elements/api-v2/no-such-thing', '/assets/no-such-file.js', '/assets/..%2f..%2fpackage.json']) {
    const { status, headers } = await get(path);
    expect({ path, status, type: headers.get('content-type') }).toEqual({ path, status: 404, type: jsonType });
    // What this process does not have may be a file of the next version.
    expect(headers.get('cache-control')).toBeNull();
  }
  expect((await get('/instances', 'application/json')).status).toBe(404);
});
