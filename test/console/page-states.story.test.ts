import { expect, test } from 'vitest';
import { expectAccessible } from '../kit/accessible.ts';
import { openPage, phone, useConsole } from '../kit/console.ts';

const flow = useConsole({ roles: 'api' });

const lists = ['/instances', '/catalogue', '/builder', '/subscriptions', '/operations', '/people'];
const problem = {
  status: 500,
  contentType: 'application/json',
  body: JSON.stringify({ code: 'internal', message: 'The server made a mistake.', requestId: 'request-of-the-story' }),
};

test('a page whose data cannot be had says so with the number of the request, and has them once they can', async () => {
  const page = await openPage(flow.server.app.url ?? '', { expectedErrors: [/status of 500/] });
  for (const path of lists) {
    const isData = (url: URL) => url.pathname.startsWith('/elements/') && !url.pathname.endsWith('/session');
    await page.route(isData, (route) => route.fulfill(problem));
    await page.goto(new URL(path, page.url()).href);
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    expect(`${path}: ${await alert.textContent()}`).toMatch(/The server made a mistake.*request-of-the-story/);
    await page.unroute(isData);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'hidden' });
  }
});

test('while its data are on their way a page says so, and without any it says what to do next', async () => {
  const page = await openPage(flow.server.app.url ?? '');
  const answers = Promise.withResolvers<void>();
  const isList = (url: URL) => url.pathname === '/elements/api-v2/instances';
  await page.route(isList, async (route) => {
    await answers.promise;
    await route.continue();
  });
  await page.goto(new URL('/instances', page.url()).href);
  await page.getByRole('status').filter({ hasText: 'Loading the instances' }).waitFor();
  answers.resolve();
  await page.getByRole('heading', { name: 'No instances yet' }).waitFor();
  await page.getByRole('link', { name: 'Choose a connector' }).click();
  await page.getByRole('heading', { level: 1, name: 'Catalogue' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/catalogue');
});

test('on a phone the menu opens, leads on and closes', async () => {
  const page = await openPage(flow.server.app.url ?? '', { viewport: phone, hasTouch: true });
  await page.getByRole('heading', { level: 1, name: 'Instances' }).waitFor();
  const menu = page.getByRole('navigation', { name: 'Main' });
  expect(await menu.getByRole('link', { name: 'Operations' }).isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Open the menu' }).tap();
  await menu.getByRole('link', { name: 'Operations' }).tap();
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
  await expect.poll(() => menu.getByRole('link', { name: 'Operations' }).isVisible()).toBe(false);
  await expectAccessible(page);
});
