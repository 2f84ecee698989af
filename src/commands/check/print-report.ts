import type { FolderReport } from './check-folder.ts';
import type { ResourceSummary } from './connector-summary.ts';

/** The report of one connector as text, for whoever reviews it. */
export function printReport({ folder, passed, faults, summary, doubtful, fixtures }: FolderReport): string {
  const tried = fixtures.reduce((sum, fixture) => sum + fixture.faultsTried, 0);
  const counts = `${count(fixtures.length, 'fixture')}, ${count(tried, 'fault')} of the provider tried`;
  return [
    summary ? `${summary.key} (${folder})` : folder,
    ...(summary
      ? [
          `  hub ${summary.hub}; authentication ${summary.authentication}`,
          `  limits: ${summary.limits}`,
          ...(summary.webhooks === undefined ? [] : [`  webhooks: ${summary.webhooks}`]),
          ...summary.resources.flatMap(resourceLines),
        ]
      : []),
    ...doubtful.map(({ line, text }) => `  doubtful, connector.yaml line ${line}: ${text}`),
    ...faults.map((fault) => `  FAULT ${fault.replaceAll('\n', '\n        ')}`),
    passed ? `  ok: ${counts}` : `  FAILED with ${count(faults.length, 'fault')}: ${counts}`,
    '',
  ].join('\n');
}

function resourceLines(resource: ResourceSummary): string[] {
  const { name, path, paging, single, filters, refined, otherwise, order, settleSeconds, traps, polled } = resource;
  const fixtures = `${count(resource.polls, 'poll fixture')}, ${count(resource.queries, 'query fixture')}`;
  return [
    `  ${name}  ${path}  (${polled ? 'polled' : 'not polled by default'}; ${fixtures})`,
    `    single records: ${single}`,
    `    paging ${paging}; order ${order}; settle horizon ${settleSeconds} s`,
    `    filters: ${filters.join(', ') || 'none'}; other conditions: ${otherwise === 'refuse' ? 'refused' : 'filtered here'}`,
    ...(refined.length > 0 ? [`    filtered again here: ${refined.join(', ')}`] : []),
    ...(traps.length > 0 ? [`    traps declared: ${traps.join('; ')}`] : []),
  ];
}

export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;
