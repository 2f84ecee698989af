import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const engine = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface AccessibleOptions {
  /** Only these rules of axe-core; default: all that are for WCAG 2.2 AA and good practice. */
  rules?: string[];
}

/** Nothing on the page that axe-core calls serious or critical. It says which rule, where, and where to read more. */
export async function expectAccessible(page: Page, { rules }: AccessibleOptions = {}): Promise<void> {
  await page.evaluate(engine);
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(rules && { runOnly: { type: 'rule', values: rules } }),
  };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, helpUrl, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) =>
        [`${id}: ${help}`, `at ${target.join(' ')}`, failureSummary.replaceAll(/\s+/g, ' '), helpUrl].join('\n  '),
      ),
    );
  if (findings.length > 0) throw new Error(`${page.url()} is not accessible:\n${findings.join('\n')}`);
}
