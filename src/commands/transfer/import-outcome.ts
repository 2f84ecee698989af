import type { ImportRemark } from '../../model/element/import-remark.ts';

export type ImportState =
  'made' | 'updated' | 'unchanged' | 'would be made' | 'exists' | 'incomplete' | 'left out' | 'failed';

/** What became of one thing of an export. */
export interface ImportOutcome {
  file: string;
  state: ImportState;
  /** E.g. `connector shop`. */
  what: string;
  /** Why it was not made, or what to do next. */
  detail?: string;
  /** What of a connector does not run as it is written. */
  remarks?: readonly ImportRemark[];
}

const words: Readonly<Record<ImportRemark['outcome'], string>> = {
  notRun: 'not run',
  changed: 'changed',
  ignored: 'ignored',
};

/** A line for the thing, then one for each remark. */
export function printOutcome({ file, state, what, detail, remarks = [] }: ImportOutcome): string {
  const head = `${state.padEnd(13)} ${what} (${file})${detail === undefined ? '' : `: ${detail}`}`;
  const told = remarks.map(({ path, outcome, reason }) => `  ${words[outcome].padEnd(11)} ${path}: ${reason}`);
  return `${[head, ...told].join('\n')}\n`;
}

/** `3 made, 1 failed`. `things`: how many there were; where the import stopped before the last, that is told. */
export function printSummary(outcomes: readonly ImportOutcome[], things: number): string {
  const counts = new Map<ImportState, number>();
  for (const { state } of outcomes) counts.set(state, (counts.get(state) ?? 0) + 1);
  const untried = things - outcomes.length;
  const told = [
    ...[...counts].map(([state, count]) => `${count} ${state}`),
    ...(untried > 0 ? [`${untried} not tried`] : []),
  ].join(', ');
  const remarks = outcomes.flatMap((outcome) => outcome.remarks ?? []).length;
  return `${told === '' ? 'Nothing found' : told}${remarks === 0 ? '' : `; ${remarks} remarks on what does not run as it is written`}\n`;
}
