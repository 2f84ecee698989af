// The floors of ARCHITECTURE.md: an import points to a lower floor, never up, never sideways.
const floors = [
  ['lib'],
  ['model'],
  ['store', 'sandbox', 'egress', 'telemetry'],
  ['catalog', 'credentials'],
  ['hub', 'detect'],
  ['poll', 'ingest', 'deliver', 'provision'],
  ['api', 'runner'],
];
const floorRules = floors.flatMap((floor, level) =>
  floor.map((name) => ({
    name: `floor-${name}`,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: {
      path: '^src/',
      pathNot: `^(${[name, ...floors.slice(0, level).flat()].map((lower) => `src/${lower}/`).join('|')})`,
    },
  })),
);
const only = (name, folders, modules) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${folders})` },
  to: { path: `node_modules/(${modules})/` },
});

module.exports = {
  forbidden: [
    ...floorRules,
    // The roof: a command may use everything, the server as a whole included.
    { name: 'floor-commands', severity: 'error', from: { path: '^src/commands/' }, to: { path: '^src/main\\.ts$' } },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphan', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '^src/main\\.ts$' }, to: {} },
    {
      name: 'pure-floors',
      severity: 'error',
      from: { path: '^src/(model|lib)/', pathNot: '^src/lib/(clock|log)\\.ts$|\\.test\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
    },
    only('only-store-knows-sql', 'store/', 'pg|kysely'),
    only('only-api-knows-http-server', 'api/', 'fastify|@fastify|fastify-type-provider-zod'),
    only('only-egress-makes-requests', 'egress/', 'undici|nodemailer'),
    only('only-sandbox-runs-foreign-code', 'sandbox/', 'quickjs-emscripten|lodash|moment'),
    only('only-telemetry-knows-its-formats', 'telemetry/', 'prom-client|@opentelemetry'),
    {
      name: 'src-stands-alone',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(test|scripts|console|examples|simulator|bench)/' },
    },
    {
      name: 'src-runs-without-development-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'] },
    },
    {
      name: 'simulator-stands-alone',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^(src|test|scripts|bench)/' },
    },
    {
      // Its tests may hold it against what the server does.
      name: 'console-talks-http-only',
      severity: 'error',
      from: { path: '^console/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|test|scripts|bench|simulator|examples)/' },
    },
    // The console's own floors: api < parts < shell and pages < routes. A page takes nothing from another area.
    {
      name: 'console-api',
      severity: 'error',
      from: { path: '^console/src/api/' },
      to: { path: '^console/src/', pathNot: '^console/src/api/' },
    },
    {
      name: 'console-parts',
      severity: 'error',
      from: { path: '^console/src/parts/' },
      to: { path: '^console/src/', pathNot: '^console/src/(api|parts)/' },
    },
    {
      name: 'console-shell',
      severity: 'error',
      from: { path: '^console/src/shell/' },
      to: { path: '^console/src/', pathNot: '^console/src/(api|parts|shell)/' },
    },
    {
      name: 'console-pages',
      severity: 'error',
      from: { path: '^console/src/pages/([^/]+)/' },
      to: { path: '^console/src/', pathNot: '^console/src/(api/|parts/|pages/$1/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], conditionNames: ['import', 'node', 'default'] },
  },
};
