import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../kit/accessible.ts';
import { openPage, useConsole } from '../kit/console.ts';

const flow = useConsole({ settings: { environment: { TIDINGS_ADMIN_PASSWORD: '' } } });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
}

test('the first admin signs in, makes a member, and the member finds what is his', { timeout: 120_000 }, async () => {
  const { url = '', firstOrganization } = flow.server.app;
  const first = firstOrganization.generated.password ?? '';
  expect(first).not.toBe('');
  const page = await openPage(url, { path: '/people?inactive=true', signIn: false });
  await heading(page, 'Sign in');
  await button(page, 'First time here?').click();
  await page.getByText('TIDINGS_ADMIN_PASSWORD').waitFor();
  await signIn(page, firstOrganization.email, 'a guess');
  await page.getByRole('alert').getByText('The e-mail address or the password is not right.').waitFor();
  await expectAccessible(page);
  await signIn(page, firstOrganization.email, first);

  // Back where he wanted to go.
  await heading(page, 'People');
  expect(new URL(page.url()).search).toBe('?inactive=true');
  await button(page, 'Add a person').click();
  await button(page, /^Add$/).click();
  await page.getByText('Enter an e-mail address, such as ada@example.com').waitFor();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill('grace@example.com');
  await dialog.getByLabel('First name').fill('Grace');
  await dialog.getByLabel('Last name').fill('Hopper');
  await button(page, /^Add$/).click();
  await page.getByText('Shown this once').waitFor();
  await expectAccessible(page);
  const password = await page.getByLabel('First password', { exact: true }).inputValue();
  const secret = await page.getByLabel('User secret', { exact: true }).inputValue();
  await button(page, 'I have kept it').click();
  await page.getByRole('row', { name: /Grace Hopper/ }).waitFor();
  await page.getByText('Shown this once').waitFor({ state: 'detached' });
  expect(await page.content()).not.toContain(secret);
  await button(page, 'What to do with Grace Hopper').click();
  await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await button(page, 'Cancel').click();

  // The last admin cannot go.
  await button(page, 'What to do with Admin').click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByRole('radio', { name: 'Viewer' }).check();
  await button(page, 'Save').click();
  await page.getByText(/last active admin/).waitFor();
  await button(page, 'Cancel').click();

  await button(page, /your account/).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await heading(page, 'Sign in');
  await signIn(page, 'grace@example.com', password);
  await heading(page, 'Instances');

  // A member does not manage people, and is told so where a link leads there.
  expect(await page.getByRole('navigation').getByRole('link', { name: 'People' }).count()).toBe(0);
  await page.goto(`${url}/people`);
  await page.getByText('Only admins add and change people').waitFor();
  expect(await button(page, 'Add a person').count()).toBe(0);
  expect(await button(page, /What to do with/).count()).toBe(0);
  await button(page, /your account/).click();
  await page.getByRole('menuitem', { name: 'Profile' }).click();
  await page.getByLabel('First name').fill('Amazing Grace');
  await button(page, 'Save').click();
  await button(page, /^Amazing Grace Hopper/).waitFor();
  await page.getByLabel('Current password').fill(password);
  await page.getByLabel('New password', { exact: true }).fill('a better password');
  await page.getByLabel('New password again').fill('a better password');
  await button(page, 'Change the password').click();
  await page.getByText('Your password was changed.').waitFor();

  // A session that ends elsewhere leads to the sign-in, and from there back.
  await flow.db.deleteFrom('sessions').execute();
  await button(page, 'New secret').click();
  await button(page, 'Make a new secret').click();
  await heading(page, 'Sign in');
  await signIn(page, 'grace@example.com', 'a better password');
  await heading(page, 'Profile');
});
