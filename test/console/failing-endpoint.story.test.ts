import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../kit/accessible.ts';
import { openPage, useConsole } from '../kit/console.ts';
import { until } from '../kit/flow.ts';

const flow = useConsole({ startMs: Date.now() });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const rows = (page: Page) => page.getByRole('table', { name: /^Events/ }).getByRole('row');
const eventsOf = (instanceId: number) => `/instances/${instanceId}?tab=events`;

/** A machine that does other things, too, is slow. */
const patientMs = 30_000;

/** Nothing is tried again by itself: the first failure switches the callback URL off. */
const impatient = { 'event.notification.failure.policy': 'queue' };

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function outstanding(instanceId: number): Promise<number> {
  const query = flow.db.selectFrom('subscriptions').select('pending').where('instance_id', '=', instanceId);
  return (await query.executeTakeFirstOrThrow()).pending;
}

async function switchedOff(instanceId: number): Promise<boolean> {
  const query = flow.db.selectFrom('subscriptions').select('active').where('instance_id', '=', instanceId);
  return !(await query.executeTakeFirstOrThrow()).active;
}

test(
  'a failing endpoint is found, repaired and caught up, and events are sent again',
  { timeout: 120_000 },
  async () => {
    const { receiver, simulator } = flow;
    const repaired = `${receiver.url}/repaired`;
    let down = (path: string) => !path.endsWith('/repaired');
    receiver.answer = ({ path }) =>
      down(path) ? { status: 502, body: '{"error":"no upstream"}' } : { status: 200, body: '{"ok":true}' };
    const id = await flow.instance(simulator.activecampaign, impatient);
    for (const firstName of ['Ada', 'Grace', 'Edith']) simulator.activecampaign.create('contacts', { firstName });
    await flow.poll(id);
    await until(() => switchedOff(id));

    // Found.
    const page = await openPage(flow.server.app.url ?? '', { path: '/instances' });
    page.setDefaultTimeout(patientMs);
    await page.getByRole('link', { name: 'activecampaign' }).first().click();
    await page.getByRole('tab', { name: 'Events' }).click();
    await page.getByText('The callback URL is switched off').waitFor();
    await page
      .getByText(/HTTP 502: \{"error":"no upstream"\}/)
      .first()
      .waitFor();
    await choose(page, 'Delivery', 'Failed');
    await rows(page).nth(3).waitFor();
    expect(await rows(page).count()).toBe(4);
    expect(new URL(page.url()).searchParams.get('delivery')).toBe('failed');

    // Its attempts, by the keyboard.
    await rows(page).nth(1).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: /Attempt 1/ }).click();
    await drawer.getByRole('region', { name: 'Body of the response' }).getByText('"no upstream"').waitFor();
    await drawer.getByRole('tab', { name: 'Request' }).click();
    await drawer.getByText(`POST ${receiver.url}`).waitFor();
    await drawer
      .getByRole('region', { name: 'Body of the request' })
      .getByText(`"instance-${id}-activecampaign-events"`)
      .waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });

    // Repaired: another URL, tried before it is saved.
    await button(page, 'Change callback URL').click();
    await page.getByRole('textbox', { name: 'Callback URL' }).fill(repaired);
    await page.getByRole('dialog').getByRole('button', { name: 'Test it' }).click();
    await page.getByText(/It answers: HTTP 200/).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Change callback URL' }).click();
    await until(async () => (await outstanding(id)) === 0);
    await page.getByText('The callback URL has caught up').waitFor();
    await button(page, 'Clear').click();
    await rows(page).getByText('Delivered').filter({ visible: true }).nth(2).waitFor();
    expect(
      receiver
        .events()
        .map(({ objectId }) => objectId)
        .filter((objectId) => /^\d$/.test(objectId)),
    ).toHaveLength(3);

    // One is redelivered, then two.
    const repetitions = () => receiver.received.filter(({ headers }) => headers['elements-replay-id'] !== undefined);
    await rows(page).nth(1).click();
    await drawer.getByRole('button', { name: 'Redeliver' }).click();
    await page.getByText('1 notification delivered: the receiver acknowledged.').waitFor();
    expect(repetitions().flatMap(({ message }) => message.events)).toHaveLength(1);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await rows(page).nth(1).getByRole('checkbox').check();
    await rows(page).nth(2).getByRole('checkbox').check();
    await button(page, 'Redeliver').click();
    await button(page, 'Redeliver 2 events').click();
    await until(() => repetitions().flatMap(({ message }) => message.events).length === 3);

    // It breaks again, heals by itself, and is switched on.
    down = () => true;
    simulator.activecampaign.create('contacts', { firstName: 'Barbara' });
    await flow.poll(id);
    await until(() => switchedOff(id));
    await page.reload();
    await page.getByText('The callback URL is switched off').waitFor();
    down = () => false;
    await button(page, 'Switch on and send what waits').click();
    await button(page, 'Switch on and send').last().click();
    await until(async () => (await outstanding(id)) === 0);
    await page.getByText('The callback URL is switched off').waitFor({ state: 'detached' });

    // Everything once more, to somewhere else.
    await button(page, 'Replay …').click();
    await page.getByText('At any time').click();
    await page.getByText('Another URL').click();
    await page.getByLabel('URL', { exact: true }).fill(`${receiver.url}/archive`);
    await button(page, 'Start the replay').click();
    await page.getByText(/^Replay \d+ is completed\.$/).waitFor();
    await button(page, 'Close').last().click();
    await page.getByRole('tab', { name: 'Replays' }).click();
    await page.getByRole('article').nth(2).waitFor();
    await expectAccessible(page);
    expect(
      receiver.received.filter(({ path }) => path.endsWith('/archive')).flatMap(({ message }) => message.events),
    ).toHaveLength(4);
  },
);

test(
  'a hundred thousand events are paged through, filtered and searched by the server',
  { timeout: 120_000 },
  async () => {
    flow.receiver.answer = () => ({ status: 200 });
    const id = await flow.instance(flow.simulator.salesloft);
    await sql`
    with told as (
      insert into notifications (id, instance_id, resource, scope, poll_date_us, initial, created_at_ms)
      select nextval('notification_ids'), ${id}, 'people', '', 0, false, ${flow.clock.now()}::bigint
      from generate_series(1, 10000) returning id),
    numbered as (select id, (row_number() over (order by id) - 1) * 10 first from told)
    insert into events (notification_id, position, event_id, record_id, type, date_us, record)
    select id, p, 'many-' || first + p, 'record-' || first + p,
      case when first + p = 31415 then 'DELETED' else 'UPDATED' end, 0, '{"id":1}'
    from numbered, generate_series(0, 9) p`.execute(flow.db);
    const page = await openPage(flow.server.app.url ?? '', { path: eventsOf(id) });
    page.setDefaultTimeout(patientMs);
    await rows(page).getByText('record-99999', { exact: true }).waitFor();
    expect(await rows(page).count()).toBe(26);
    await button(page, 'Next').click();
    await rows(page).getByText('record-99974', { exact: true }).waitFor();
    await button(page, 'Next').click();
    await rows(page).getByText('record-99949', { exact: true }).waitFor();
    await page.reload();
    await rows(page).getByText('record-99949', { exact: true }).waitFor();
    await button(page, 'Previous').click();
    await rows(page).getByText('record-99974', { exact: true }).waitFor();

    await choose(page, 'Type', 'DELETED');
    await rows(page).getByText('record-31415', { exact: true }).waitFor();
    expect(await rows(page).count()).toBe(2);
    await button(page, 'Clear').click();
    await rows(page).getByText('record-99999', { exact: true }).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('record-4711');
    await rows(page).getByText('record-4711', { exact: true }).waitFor();
    expect(await rows(page).count()).toBe(12);
    await choose(page, 'Delivery', 'Failed');
    await page.getByText('No event is like that').waitFor();
  },
);
