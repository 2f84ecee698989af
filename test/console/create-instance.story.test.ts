import type { Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { expectAccessible } from '../kit/accessible.ts';
import { openPage, useConsole } from '../kit/console.ts';
import { until } from '../kit/flow.ts';

const flow = useConsole();
const base = () => flow.server.app.url ?? '';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, key: string) => page.locator(`[name="${key}"]`);

/** Enters the app at the pretend Act-On, whose addresses are not the usual ones. */
async function enterApp(page: Page): Promise<void> {
  const { acton } = flow.simulator;
  await field(page, 'oauth.api.key').fill(acton.clientId);
  await field(page, 'oauth.api.secret').fill(acton.clientSecret);
  await button(page, 'More about the account').click();
  await field(page, 'base.url').fill(acton.baseUrl);
  await field(page, 'oauth.authorization.url').fill(acton.authorizationUrl);
  await field(page, 'oauth.token.url').fill(acton.tokenUrl);
  await field(page, 'oauth.token.refresh_url').fill(acton.tokenUrl);
}

test(
  'an Act-On account is connected with the form, its consent in a window, and an event of it arrives',
  { timeout: 60_000 },
  async () => {
    const { receiver, simulator } = flow;
    const page = await openPage(base(), { path: '/catalogue' });
    await page.getByRole('searchbox', { name: 'Search connectors' }).fill('act-on');
    await page.getByText('1 connector of').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('act-on');
    await page.getByRole('link', { name: 'Act-On' }).click();
    await page.getByRole('heading', { name: 'Setting up' }).waitFor();
    await page.getByRole('link', { name: 'Create an instance' }).click();

    // What is missing is told at its field, and the keyboard is there.
    await button(page, 'Create Instance').click();
    await page.locator('[name="oauth.api.key"]:focus').waitFor();
    expect(await field(page, 'oauth.api.key').getAttribute('aria-invalid')).toBe('true');
    await field(page, 'name').fill('Ada at Act-On');
    await enterApp(page);

    // The callback URL is tried as it will be used.
    await field(page, 'event.notification.callback.url').fill(receiver.url);
    await button(page, 'Generate').click();
    const key = await field(page, 'event.notification.signature.key').inputValue();
    await button(page, 'Send a test').click();
    await page.getByText(/The test was accepted: 200/).waitFor();
    expect(receiver.received).toHaveLength(1);
    expect(new Webhook(key).verify(receiver.received[0]?.body ?? '', headersOf(0))).toMatchObject({
      message: { test: true },
    });

    // What the server refuses is told where it stands.
    await button(page, 'Edit contacts').click();
    await page.getByLabel('Updated Date Format').fill('yyyy-NN');
    await button(page, 'Create Instance').click();
    await page.getByText('The instance was not made').waitFor();
    await page.locator('[name="contacts.updatedFormat"][aria-invalid="true"]').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Updated Date Format').fill('milliseconds');

    const popup = page.waitForEvent('popup');
    await button(page, 'Create Instance').click();
    const consent = await popup;
    await page.getByRole('heading', { name: 'Ada at Act-On is connected' }).waitFor();
    expect(consent.isClosed() || (await consent.waitForEvent('close'))).toBeTruthy();
    const id = Number(await page.getByRole('textbox', { name: 'Instance id' }).inputValue());
    const token = await page.getByRole('textbox', { name: 'Token' }).inputValue();
    expect(await flow.server.call('GET', `/instances/${id}`)).toMatchObject({ id, token, name: 'Ada at Act-On' });
    await page.getByText('0 records read').waitFor();
    await expectAccessible(page);

    // A change at the provider is told to the receiver, signed, and stands on the page of the instance.
    const { id: contact } = simulator.acton.create('l-0001', { 'E-mail Address': 'grace@example.com' });
    await flow.poll(id);
    await until(() => receiver.received.length > 1);
    new Webhook(key).verify(receiver.received[1]?.body ?? '', headersOf(1));
    expect(receiver.received[1]?.message.events).toMatchObject([{ objectId: contact, eventType: 'CREATED' }]);
    await page.getByRole('link', { name: 'See the events' }).click();
    await page.getByText(contact).first().waitFor();
  },
);

const headersOf = (index: number) => flow.receiver.received[index]?.headers as Record<string, string>;

test(
  'a window that is blocked becomes a link, a refusal is told, and form and code stay in step',
  { timeout: 60_000 },
  async () => {
    const page = await openPage(base(), { path: '/catalogue/acton/new' });
    await page.evaluate('window.open = () => null');
    await enterApp(page);
    await button(page, 'Create Instance').click();
    const link = page.getByRole('link', { name: 'Open the consent page' });
    const state = new URL((await link.getAttribute('href')) ?? '').searchParams.get('state');
    await page.request.get(`${base()}/elements/api-v2/oauth/callback?error=access_denied&state=${state}`);
    await page.getByText('The user or the provider did not grant access').waitFor();

    // The code has what the form has, and keeps what the form does not know.
    await page.getByText('Code', { exact: true }).click();
    const editor = page.locator('.cm-content');
    await editor.getByText('"oauth.api.key"').waitFor();
    expect(await editor.innerText()).not.toContain(flow.simulator.acton.clientSecret);
    const code = JSON.parse(await editor.innerText()) as Record<string, unknown>;
    await editor.fill(JSON.stringify({ ...code, 'x.of.mine': 'kept', 'event.poller.refresh_interval': '42' }));
    await page.getByText('Form', { exact: true }).click();
    expect(await field(page, 'event.poller.refresh_interval').inputValue()).toBe('42 min');
    await page.getByRole('slider', { name: 'Event poller refresh interval' }).press('ArrowRight');
    expect(await field(page, 'event.poller.refresh_interval').inputValue()).toBe('60 min');
    await button(page, 'Create Instance').click();
    await page.goto((await link.getAttribute('href')) ?? '');
    const [made] = await flow.server.call<{ name: string; configuration: object }[]>(
      'GET',
      '/instances?searchText=Act-On account',
    );
    expect(made?.configuration).toMatchObject({ 'x.of.mine': 'kept', 'event.poller.refresh_interval': '60' });
  },
);
