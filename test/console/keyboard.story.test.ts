import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { admin, openPage, useConsole } from '../kit/console.ts';
import { until } from '../kit/flow.ts';

const flow = useConsole();
let instanceId: number;
beforeAll(async () => {
  instanceId = await flow.instance(flow.simulator.salesloft);
});

/** What has the focus, and whether one sees that it has. */
interface Focus {
  name: string;
  isVisible: boolean;
}

const readFocus = (page: Page): Promise<Focus> =>
  page.evaluate<Focus>(`(() => {
    const focused = document.activeElement;
    const around = [focused];
    while (around.at(-1).parentElement) around.push(around.at(-1).parentElement);
    const isOutlined = around.some((element) => getComputedStyle(element).outlineStyle !== 'none');
    const { width, height, bottom, top, right } = focused.getBoundingClientRect();
    const isMarked = isOutlined || focused.matches('input, textarea, main');
    const isInSight = width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight;
    const name = focused.getAttribute('aria-label') ?? focused.textContent ?? '';
    return { name: focused === document.body ? 'nothing' : name.trim(), isVisible: isMarked && isInSight };
  })()`);

/** Presses a key until what is named has the focus, which must be seen at every step. */
async function goTo(page: Page, name: RegExp, key = 'Tab', most = 60): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press(key);
    const focus = await readFocus(page);
    expect(focus, `after ${pressed + 1} times ${key} on the way to ${name}`).toMatchObject({ isVisible: true });
    if (name.test(focus.name)) return;
  }
  throw new Error(`${name} cannot be reached with ${key}`);
}

test('everything a keeper does every day can be done without a mouse', async () => {
  const { simulator } = flow;
  const page = await openPage(flow.server.app.url ?? '', { signIn: false });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  // Signs in: the first field has the focus already.
  await page.getByLabel('E-mail address').waitFor();
  await page.keyboard.type(admin.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(admin.password);
  await page.keyboard.press('Enter');
  await heading('Instances');

  // Past the menu, to the instance.
  await goTo(page, /^Skip to the content$/);
  await page.keyboard.press('Enter');
  await goTo(page, /^salesloft$/);
  await page.keyboard.press('Enter');
  await heading('salesloft');
  expect((await readFocus(page)).name).not.toBe('nothing');

  // Polls now.
  const { id: recordId } = simulator.salesloft.create('people', { first_name: 'Ada' });
  await goTo(page, /^Poll now$/);
  await page.keyboard.press('Enter');
  await until(async () => (await flow.events()).includes(`CREATED ${recordId}`));

  // Opens the event, reads it and comes back to its row.
  await goTo(page, /^Overview$/);
  await goTo(page, /^Events$/, 'ArrowRight');
  await page.getByRole('row', { name: new RegExp(recordId) }).waitFor();
  await goTo(page, new RegExp(recordId));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await page.evaluate(`document.querySelector('[role=dialog]').contains(document.activeElement)`)).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(async () => (await readFocus(page)).name).toMatch(recordId);
  expect(page.url()).toContain(`/instances/${instanceId}`);
});
