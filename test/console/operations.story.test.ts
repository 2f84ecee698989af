import { expect, test } from 'vitest';
import { expectAccessible } from '../kit/accessible.ts';
import { openPage, useConsole } from '../kit/console.ts';

const flow = useConsole();

test('polling that was paused is found and resumed on the operations page, and its instance is found by search', async () => {
  const id = await flow.instance(flow.simulator.activecampaign);
  await flow.instance(flow.simulator.salesloft);
  await flow.db.updateTable('polls').set({ consecutive_failures: 99 }).where('instance_id', '=', id).execute();
  flow.simulator.activecampaign.faults.add({ kind: 'status', status: 500 });
  await flow.poll(id);
  flow.simulator.activecampaign.faults.clear();
  const page = await openPage(flow.server.app.url ?? '', { path: '/operations' });
  await page.getByText('Keeps up, with exceptions').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Resume / }).click();
  await page.getByText('Nothing is paused.').waitFor();
  const paused = flow.db.selectFrom('polls').select('id').where('paused_at_ms', 'is not', null);
  expect(await paused.execute()).toEqual([]);
  await page.getByRole('link', { name: 'Instances', exact: true }).click();
  const rows = page.getByRole('table', { name: 'Instances' }).locator('tbody').getByRole('row');
  await rows.nth(1).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(String(id));
  await rows.nth(1).waitFor({ state: 'detached' });
  await rows.filter({ hasText: String(id) }).waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toContain(String(id));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/instances/${id}`);
});
