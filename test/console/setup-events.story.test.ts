import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../kit/accessible.ts';
import { openPage, useConsole } from '../kit/console.ts';

const flow = useConsole();
const base = () => flow.server.app.url ?? '';

/** A connector that an organisation has built: what it reads, and nothing about events. */
const dealDesk = () => ({
  name: 'Deal Desk',
  hub: 'crm',
  authentication: { type: 'custom' },
  configuration: [
    { key: 'base.url', name: 'Base URL', type: 'TEXTFIELD_1000', defaultValue: flow.simulator.activecampaign.baseUrl },
    { key: 'api.token', name: 'API token', type: 'PASSWORD', required: true },
  ],
  parameters: [{ name: 'api.token', vendorName: 'Api-Token', type: 'configuration', vendorType: 'header' }],
  resources: [
    {
      type: 'api',
      method: 'GET',
      path: '/hubs/crm/deals',
      vendorMethod: 'GET',
      vendorPath: '/deals',
      rootKey: '|deals',
      paginationType: 'VENDOR_NOT_SUPPORTED',
      model: { name: 'deal', swagger: { deal: { 'x-primary-key': ['id'], properties: { id: {}, title: {} } } } },
    },
  ],
});

const url = "/hubs/crm/deals?where=mdate>='${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'";
const input = (page: Page, name: string) => page.getByRole('combobox', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Chooses from the list that opens. */
async function choose(page: Page, field: string, typed: string, option: string): Promise<void> {
  await input(page, field).fill(typed);
  await page.getByRole('option', { name: option }).first().click();
}

/** A text in the editor of the sample record. */
async function trySample(page: Page, record: object): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Sample record' });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(JSON.stringify(record));
}

test(
  'a builder sets up polling as the document tells it, sees what polls will do, and the resource is polled',
  { timeout: 60_000 },
  async () => {
    const { server, simulator, clock } = flow;
    await server.call('POST', '/elements', dealDesk());
    const page = await openPage(base(), { path: '/builder/dealdesk' });

    // On the page of the connector: Events, Enable Events, the type, the interval, the resource.
    await page.getByRole('tab', { name: 'Events' }).click();
    expect(new URL(page.url()).searchParams.get('tab')).toBe('events');
    await page.getByText('Nothing is polled yet').waitFor();
    await page.getByRole('switch', { name: 'Enable Events' }).click({ force: true });
    expect(await page.getByRole('checkbox', { name: 'Polling' }).isChecked()).toBe(true);
    await page.getByRole('textbox', { name: 'Default Interval Polling Time (in minutes)' }).fill('20');
    await input(page, 'Resource name').fill('deals');
    await button(page, 'Add Polling Resource').click();
    await page.locator('textarea:focus').waitFor();
    expect(await input(page, 'ID Field').inputValue()).toBe('id');

    // Its properties. A format that gives wrong dates is refused where it is typed, another is kept for future use.
    await page.getByRole('textbox', { name: 'URL' }).fill(url);
    await input(page, 'Updated Date Field').fill('mdate');
    await choose(page, 'Updated Date Format', 'ssXXX', "yyyy-MM-dd'T'HH:mm:ssXXX");
    await choose(page, 'Updated Date Timezone', 'chicago', 'America/Chicago');
    await input(page, 'Created Date Field').fill('cdate');
    await input(page, 'Created Date Format').fill('yyyy-mm-dd');
    await input(page, 'Created Date Field').click();
    await page
      .getByText(/minutes/)
      .first()
      .waitFor();
    expect(await input(page, 'Created Date Format').getAttribute('aria-invalid')).toBe('true');
    await input(page, 'Created Date Format').fill("yyyy-MM-dd'T'HH:mm:ss X");
    await input(page, 'Created Date Field').click();
    await page.locator('[aria-invalid="true"]').waitFor({ state: 'detached' });
    const kept = await server.call<{ format: string; id?: number }[]>('GET', '/date-formats');
    expect(kept[0]).toMatchObject({ format: "yyyy-MM-dd'T'HH:mm:ss X", id: expect.any(Number) });

    // The preview: the URL with its dates filled in, what the next poll asks, and what becomes of a record.
    await page.getByRole('textbox', { name: 'If the last poll began at' }).fill('2026-11-01T10:00:00Z');
    const preview = page.getByRole('region', { name: 'Live preview' });
    await preview.getByText("/hubs/crm/deals?where=mdate>='2026-11-01T09:58:00Z'").waitFor();
    await preview.getByText('GET /activecampaign/api/3/deals', { exact: true }).waitFor();
    await trySample(page, { id: '42', mdate: '2026-11-01T12:30:00-05:00', cdate: '2026-10-01T12:30:00-05:00' });
    await preview.getByText('2026-11-01T17:30:00Z').waitFor();
    await preview.getByText('UPDATED event').waitFor();
    await trySample(page, { id: '42', mdate: '2025-11-01T12:30:00-05:00' });
    await preview.getByText('No event').waitFor();
    await expectAccessible(page);

    // The same as code, with what the form does not have; and back.
    await page.getByText('Code', { exact: true }).click();
    await page.getByRole('textbox', { name: 'event.poller.configuration' }).getByText('updatedDateTimezone').waitFor();
    await page.getByText('Form', { exact: true }).click();

    // What was not saved is asked about.
    await page.getByRole('link', { name: 'Catalogue' }).first().click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await button(page, 'Cancel').click();
    await button(page, 'Save').click();
    await page.getByText('Everything is saved.').waitFor();
    await page.reload();
    expect(await page.getByRole('textbox', { name: 'URL' }).inputValue()).toBe(url);

    // A new instance polls it, and its changes are events.
    const { id } = await server.call<{ id: number }>('POST', '/instances', {
      element: { key: 'dealdesk' },
      name: 'Sales',
      configuration: { 'api.token': simulator.activecampaign.apiKey, 'event.notification.enabled': 'true' },
    });
    const polls = await server.call<{ resource: string; intervalMinutes: number }[]>('GET', `/instances/${id}/polls`);
    expect(polls).toMatchObject([{ resource: 'deals' }]);
    clock.jump(60_000);
    const deal = simulator.activecampaign.create('deals', { title: 'Harbour' });
    await flow.poll(id);
    expect(await flow.events()).toEqual([`CREATED ${deal.id}`]);
  },
);

test('a connector that comes with the server is tried, and cloned to be changed', { timeout: 60_000 }, async () => {
  const page = await openPage(base(), { path: '/builder/salesloft?tab=events' });
  await page.getByText('This connector comes with the server.', { exact: false }).waitFor();
  await page.getByRole('textbox', { name: 'Default Interval Polling Time (in minutes)' }).fill('7');
  await button(page, 'Clone to change it').click();
  await page.getByRole('heading', { name: 'Salesloft clone', level: 1 }).waitFor();
  await page.getByText('Everything is saved.').waitFor();
  const minutes = page.getByRole('textbox', { name: 'Default Interval Polling Time (in minutes)' });
  expect(await minutes.inputValue()).toBe('7 min');
});
