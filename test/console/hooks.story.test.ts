import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../kit/accessible.ts';
import { openPage, useConsole } from '../kit/console.ts';

const flow = useConsole();
const base = () => flow.server.app.url ?? '';

const code = (page: Page) => page.getByRole('textbox', { name: 'Code of the hook' });
const result = (page: Page) => page.getByRole('region', { name: 'Result' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const withMistake = `console.log('topic', events.eventHeaders['X-Topic']);
const changed = evnts.id;
done({ events: [{ event_object_id: changed, event_object_type: 'orders', event_type: 'UPDATED' }] });`;

test(
  'a connector is built, its event hook tried, the mistake found, mended, tried and saved',
  { timeout: 60_000 },
  async () => {
    const page = await openPage(base(), { path: '/builder' });
    await page.getByText('No connector of your own yet').waitFor();
    await button(page, 'Create').first().click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: 'Create the connector' }).click();
    await form.getByText('A name is needed.').waitFor();
    await form.getByLabel('Name').fill('Harbour');
    await form.getByLabel('Base URL').fill('https://api.harbour.example');
    await form.getByRole('combobox', { name: 'Authentication' }).click();
    await page.getByRole('option', { name: 'User name and password' }).click();
    await form.getByRole('button', { name: 'Create the connector' }).click();
    await page.getByRole('heading', { name: 'Harbour', level: 1 }).waitFor();

    // The code is wrong: the reason is told in words, and marked at its place.
    await page.goto(`${base()}/builder/harbour/hooks`);
    await page.getByRole('tab', { name: 'Sample payload' }).click();
    await page.getByRole('combobox', { name: 'Choose a sample' }).click();
    await page.getByRole('option', { name: 'Topic in a header' }).click();
    await code(page).fill(withMistake);
    await code(page).press('ControlOrMeta+Enter');
    await result(page).getByText("Line 2: ReferenceError: 'evnts' is not defined").waitFor();
    await result(page).getByText('topic orders/updated').waitFor();
    await page.getByRole('button', { name: 'Line 2', exact: true }).waitFor();
    expect(await page.locator('.cm-lintRange-error').textContent()).toBe('evnts');
    expect(await code(page).getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(page);

    // Mended, it tells what the webhook means; then it is saved by the keyboard.
    await code(page).fill(withMistake.replace('evnts', 'events'));
    await button(page, 'Try it').click();
    await result(page).getByText('The webhook would tell 1 event').waitFor();
    await result(page).getByText('820982911946154').waitFor();

    // What is not saved is not lost without a question.
    await page.getByRole('link', { name: 'Builder' }).first().click();
    await page.getByText('Leave without saving?').waitFor();
    await button(page, 'Cancel').click();
    await code(page).press('ControlOrMeta+s');
    await page.getByText('Hook saved.').waitFor();
    await button(page, 'Delete').waitFor();
    const { hooks } = (await (await page.request.get(`${base()}/elements/api-v2/elements/harbour`)).json()) as {
      hooks: { type: string; body: string }[];
    };
    expect(hooks).toMatchObject([{ type: 'event', body: withMistake.replace('evnts', 'events') }]);

    // The call that was made is described, and reading ones can be sent.
    const call = encodeURIComponent('GET /elements/{keyOrId}/hooks');
    await page.goto(`${base()}/api-docs?operation=${call}`);
    await page.getByLabel('keyOrId').fill('harbour');
    await button(page, 'Send').click();
    await page.getByRole('region', { name: 'Answer', exact: true }).getByText('"isLegacy"').waitFor();
    await page.getByRole('textbox', { name: 'Search the calls' }).fill('hooks trial');
    await page.getByText('1 of').waitFor();
    await expectAccessible(page);

    await page.goto(`${base()}/builder`);
    await button(page, 'Actions of Harbour').click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await button(page, 'Delete the connector').click();
    await page.getByText('No connector of your own yet').waitFor();
  },
);
