import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { planWhere, type WherePlan } from '../../src/hub/plan-where.ts';
import { printWhere } from '../../src/lib/where/print-where.ts';
import { whereSchema } from '../../src/model/connector-where.ts';

/** The pairs of blocks in the page: what a connector declares, then a clause and what becomes of it. */
const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'reference', 'where.md'), 'utf8');
const examples = [...page.matchAll(/```yaml\n(?<rules>[^`]*)```\n\n```\n(?<clause>.*)\n(?<outcome>[^`]*)```/g)].map(
  ({ groups }) => ({ rules: '', clause: '', outcome: '', ...groups }),
);

test('the page has an example of every form', () => {
  expect(examples).toHaveLength(page.split('```yaml').length - 1);
  expect(examples.length).toBeGreaterThanOrEqual(8);
});

test.each(examples)('$clause becomes what the page says', ({ rules, clause, outcome }) => {
  const plan = planWhere(whereSchema.parse(parse(rules)), clause);
  expect(outcomeOf(plan)).toEqual(outcome.trim().split('\n'));
});

function outcomeOf({ parameters, headers, expression, body, filter, refine }: WherePlan): string[] {
  const asked = parameters.map(([name, value]) => `${name}=${value}`).join('&');
  const inRequest = expression !== undefined && asked === '' ? `{where}=${expression}` : asked;
  return [
    ...(inRequest === '' ? [] : [`asked: ${inRequest}`]),
    ...headers.map(([name, value]) => `header: ${name}: ${value}`),
    ...body.map(({ path, value }) => `body: ${path} += ${JSON.stringify(value)}`),
    ...(filter ? [`filtered: ${printWhere(filter)}`] : []),
    ...(refine ? [`filtered again: ${printWhere(refine)}`] : []),
  ];
}
