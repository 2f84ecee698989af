import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plant, type Plantation } from './plant.ts';
import { projectFiles, projectRoot, readProjectFile } from './project-files.ts';

interface Rule {
  name: string;
}

const rules = (createRequire(import.meta.url)(join(projectRoot, '.dependency-cruiser.cjs')) as { forbidden: Rule[] })
  .forbidden;

const imports = (...modules: string[]) => modules.map((module) => `import '${module}';\n`).join('');
const nothing = 'export const nothing = 0;\n';
const packageFile = (name: string) => JSON.stringify({ name, version: '1.0.0', main: 'index.js' });

/** One import that each rule forbids; beside it, what the rules allow. */
const planted: Record<string, string> = {
  'tsconfig.json': readProjectFile('tsconfig.json'),
  '.dependency-cruiser.cjs': readProjectFile('.dependency-cruiser.cjs'),
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    dependencies: { pg: '1', fastify: '1', undici: '1', 'prom-client': '1', 'quickjs-emscripten': '1' },
    devDependencies: { vitest: '1' },
  }),
  ...Object.fromEntries(
    ['pg', 'fastify', 'undici', 'prom-client', 'quickjs-emscripten', 'vitest'].flatMap((name) => [
      [`node_modules/${name}/package.json`, packageFile(name)],
      [`node_modules/${name}/index.js`, nothing],
    ]),
  ),
  'src/main.ts': imports('./lib/up.ts', './store/allowed.ts'),
  'src/lib/up.ts': imports('../model/word.ts'),
  'src/lib/disk.ts': imports('node:fs'),
  'src/model/word.ts': nothing,
  'src/model/up.ts': imports('../store/rows.ts'),
  'src/store/rows.ts': nothing,
  'src/store/allowed.ts': imports('pg', 'node:fs', '../model/word.ts', '../lib/disk.ts', './rows.ts'),
  'src/store/sideways.ts': imports('../egress/call.ts'),
  'src/store/http.ts': imports('fastify'),
  'src/egress/call.ts': imports('undici'),
  'src/egress/sideways.ts': imports('../store/rows.ts'),
  'src/sandbox/sideways.ts': imports('../store/rows.ts'),
  'src/telemetry/figures.ts': imports('prom-client', '../store/rows.ts'),
  'src/sandbox/allowed.ts': imports('quickjs-emscripten'),
  'src/hub/foreign.ts': imports('quickjs-emscripten'),
  'src/catalog/sideways.ts': imports('../credentials/token.ts'),
  'src/credentials/token.ts': nothing,
  'src/credentials/up.ts': imports('../hub/page.ts'),
  'src/hub/page.ts': nothing,
  'src/hub/up.ts': imports('../poll/run.ts'),
  'src/poll/run.ts': nothing,
  'src/poll/sideways.ts': imports('../deliver/send.ts'),
  'src/ingest/sideways.ts': imports('../deliver/send.ts'),
  'src/deliver/send.ts': nothing,
  'src/deliver/sideways.ts': imports('../provision/make.ts'),
  'src/provision/make.ts': nothing,
  'src/provision/up.ts': imports('../api/door.ts'),
  'src/api/door.ts': nothing,
  'src/api/sql.ts': imports('pg'),
  'src/api/request.ts': imports('undici'),
  'src/api/figures.ts': imports('prom-client'),
  'src/api/sideways.ts': imports('../runner/loop.ts'),
  'src/runner/loop.ts': nothing,
  'src/runner/up.ts': imports('../main.ts'),
  'src/commands/up.ts': imports('../main.ts'),
  'src/commands/allowed.ts': imports('../api/door.ts', '../store/rows.ts', '../open.ts'),
  'src/open.ts': nothing,
  'src/detect/sideways.ts': imports('../hub/page.ts'),
  'src/hub/round.ts': imports('./about.ts'),
  'src/hub/about.ts': imports('./round.ts'),
  'src/hub/alone.ts': nothing,
  'src/hub/kit.ts': imports('../../test/kit.ts'),
  'src/hub/development.ts': imports('vitest'),
  'src/hub/kit.test.ts': imports('../../test/kit.ts', 'vitest'),
  'test/kit.ts': nothing,
  'simulator/server.ts': imports('../src/hub/page.ts'),
  'console/src/routes.ts': imports('./shell/shell.ts', './pages/events/list.ts', './pages/events/allowed.ts'),
  'console/src/api/client.ts': imports('../../../src/hub/page.ts'),
  'console/src/api/up.ts': imports('../parts/badge.ts'),
  'console/src/parts/badge.ts': nothing,
  'console/src/parts/up.ts': imports('../shell/shell.ts'),
  'console/src/shell/shell.ts': nothing,
  'console/src/shell/up.ts': imports('../pages/events/row.ts'),
  'console/src/pages/events/row.ts': nothing,
  'console/src/pages/events/list.ts': imports('../people/people.ts'),
  'console/src/pages/events/allowed.ts': imports('./row.ts', '../../parts/badge.ts', '../../api/client.ts'),
  'console/src/pages/people/people.ts': nothing,
};

const expected: Record<string, string> = {
  'floor-lib': 'src/lib/up.ts → src/model/word.ts',
  'floor-model': 'src/model/up.ts → src/store/rows.ts',
  'floor-store': 'src/store/sideways.ts → src/egress/call.ts',
  'floor-sandbox': 'src/sandbox/sideways.ts → src/store/rows.ts',
  'floor-egress': 'src/egress/sideways.ts → src/store/rows.ts',
  'floor-telemetry': 'src/telemetry/figures.ts → src/store/rows.ts',
  'floor-catalog': 'src/catalog/sideways.ts → src/credentials/token.ts',
  'floor-credentials': 'src/credentials/up.ts → src/hub/page.ts',
  'floor-hub': 'src/hub/up.ts → src/poll/run.ts',
  'floor-detect': 'src/detect/sideways.ts → src/hub/page.ts',
  'floor-poll': 'src/poll/sideways.ts → src/deliver/send.ts',
  'floor-ingest': 'src/ingest/sideways.ts → src/deliver/send.ts',
  'floor-deliver': 'src/deliver/sideways.ts → src/provision/make.ts',
  'floor-provision': 'src/provision/up.ts → src/api/door.ts',
  'floor-api': 'src/api/sideways.ts → src/runner/loop.ts',
  'floor-runner': 'src/runner/up.ts → src/main.ts',
  'floor-commands': 'src/commands/up.ts → src/main.ts',
  'no-cycle': 'src/hub/about.ts → src/hub/round.ts',
  'no-orphan': 'src/hub/alone.ts → src/hub/alone.ts',
  'pure-floors': 'src/lib/disk.ts → fs',
  'only-store-knows-sql': 'src/api/sql.ts → node_modules/pg/index.js',
  'only-api-knows-http-server': 'src/store/http.ts → node_modules/fastify/index.js',
  'only-egress-makes-requests': 'src/api/request.ts → node_modules/undici/index.js',
  'only-sandbox-runs-foreign-code': 'src/hub/foreign.ts → node_modules/quickjs-emscripten/index.js',
  'only-telemetry-knows-its-formats': 'src/api/figures.ts → node_modules/prom-client/index.js',
  'src-stands-alone': 'src/hub/kit.ts → test/kit.ts',
  'src-runs-without-development-packages': 'src/hub/development.ts → node_modules/vitest/index.js',
  'simulator-stands-alone': 'simulator/server.ts → src/hub/page.ts',
  'console-talks-http-only': 'console/src/api/client.ts → src/hub/page.ts',
  'console-api': 'console/src/api/up.ts → console/src/parts/badge.ts',
  'console-parts': 'console/src/parts/up.ts → console/src/shell/shell.ts',
  'console-shell': 'console/src/shell/up.ts → console/src/pages/events/row.ts',
  'console-pages': 'console/src/pages/events/list.ts → console/src/pages/people/people.ts',
};

interface Violation {
  rule: Rule;
  from: string;
  to: string;
}

function violations(directory: string): Violation[] {
  const program = join(projectRoot, 'node_modules', '.bin', 'depcruise');
  const flags = ['--output-type', 'json', 'src', 'console/src', 'simulator', 'test'];
  const output = execFileSync(program, flags, { cwd: directory, encoding: 'utf8', maxBuffer: 1 << 26 });
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('the floors of ARCHITECTURE.md', () => {
  let house: Plantation;
  let found: string[] = [];
  beforeAll(() => {
    house = plant(planted);
    found = violations(house.directory).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  });
  afterAll(() => house.remove());

  test('every rule has a planted violation', () => {
    expect(Object.keys(expected).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  test.each(Object.entries(expected))('%s is reported', (rule, violation) => {
    expect(found).toContain(`${rule}: ${violation}`);
  });

  test('imports of lower floors, and test kits in tests, are not reported', () => {
    expect(found.filter((violation) => /allowed\.ts →|\.test\.ts →/.test(violation))).toEqual([]);
  });

  test('every folder of src stands on a floor', () => {
    const folders = new Set(projectFiles('src').flatMap((path) => path.split('/').slice(1, -1).slice(0, 1)));
    const floors = rules.map((rule) => rule.name);
    expect([...folders].filter((folder) => !floors.includes(`floor-${folder}`))).toEqual([]);
  });
});
