import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../kit/accessible.ts';
import { openPage, useConsole } from '../kit/console.ts';

const flow = useConsole({ roles: 'api' });
const base = () => flow.server.app.url ?? '';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

test(
  'who looks after an instance polls it, sees what each record becomes, pauses and enables it, and finds every change of it',
  { timeout: 120_000 },
  async () => {
    const { salesloft } = flow.simulator;
    const id = await flow.instance(salesloft, { 'event.poller.refresh_interval': '600' });
    await flow.poll(id);
    const page = await openPage(base(), { path: `/instances/${id}` });
    await page.getByText('Everything works.').waitFor();
    await page.getByText('Not known yet').waitFor({ state: 'detached' });

    // A dry run tells what would be found, and changes nothing.
    const { id: recordId } = salesloft.create('people');
    await tab(page, 'Polling').click();
    await button(page, 'Dry run of contacts').click();
    const drawer = page.getByRole('dialog', { name: 'Dry run of contacts' });
    const row = drawer.getByRole('row').filter({ hasText: recordId });
    await row.getByText('created', { exact: true }).waitFor();
    await drawer.getByText('/v2/people').first().waitFor();
    await drawer.getByRole('textbox', { name: 'Search by id' }).fill('no such id');
    await drawer.getByText('No record like this.').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    expect(await flow.events()).toEqual([]);

    // Poll now finds it, and the history says so.
    await button(page, 'Poll now: contacts').click();
    await page.getByText('contacts: 1 created').first().waitFor();
    const last = page.getByRole('table', { name: 'The last polls, newest first' }).getByRole('row').nth(1);
    await last.getByText('1 created').waitFor();
    expect(await flow.events()).toEqual([`CREATED ${recordId}`]);
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('idle');
    await last.getByText('nothing new').waitFor();
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('idle');

    // Paused, and enabled again.
    await button(page, 'More actions').click();
    await page.getByRole('menuitem', { name: 'Pause (disable)' }).click();
    await button(page, 'Pause the instance').click();
    await page.getByText('Disabled', { exact: true }).first().waitFor();
    await button(page, 'Enable').click();
    await page.getByText('Healthy', { exact: true }).first().waitFor();

    // Another interval, refused where it is wrong, stands in the history with what was there before.
    await tab(page, 'Configuration').click();
    const interval = page.locator('[name="event.poller.refresh_interval"]');
    await interval.fill('0');
    await interval.blur();
    await button(page, 'Save').click();
    await page.getByText('It was not saved').waitFor();
    await interval.fill('900');
    await interval.blur();

    // What is not saved is not lost without a question, by another tab or the other view.
    await tab(page, 'Polling').click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await button(page, 'Cancel').click();
    await page.getByText('JSON', { exact: true }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await button(page, 'Cancel').click();
    await button(page, 'Save').click();
    await page.getByText('Saved.').waitFor();
    await page.getByText('History', { exact: true }).click();
    const changed = page.getByRole('article', { name: 'Changed by admin@localhost' });
    await changed.getByRole('row', { name: 'event.poller.refresh_interval 600 900' }).waitFor();
    await page.getByRole('article', { name: 'Enabled by admin@localhost' }).waitFor();
    await expectAccessible(page);
    expect(await page.content()).not.toContain(salesloft.clientSecret);
  },
);
