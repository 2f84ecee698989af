import { Fault, type Issue } from '../fault.ts';
import type { Warning } from '../poll-definition.ts';

/** What a check of user input has found so far. Checks go on after the first issue, so that all are told at once. */
export interface Findings {
  /** What cannot be accepted. */
  issues: Issue[];
  /** What was accepted after a correction, or is kept without effect. */
  warnings: Warning[];
}

export const newFindings = (): Findings => ({ issues: [], warnings: [] });

export function refuse(findings: Findings, path: string, message: string): undefined {
  findings.issues.push({ path, message });
}

export function warn(findings: Findings, path: string, message: string): void {
  findings.warnings.push({ path, message });
}

/** Throws one `configuration.invalid` with every issue; its message names them all. */
export function throwIssues({ issues }: Findings): void {
  const [first] = issues;
  if (first === undefined) return;
  const told = issues.map(({ path, message }) => `${path}: ${message}`);
  const text = told.length === 1 ? told[0] : told.map((line, index) => `(${index + 1}) ${line}`).join(' ');
  const head = told.length === 1 ? '' : `${told.length} configuration values are not allowed. `;
  throw new Fault('configuration.invalid', `${head}${text}`, { issues });
}
