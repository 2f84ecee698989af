import type { Page } from 'playwright-core';
import type { SeededConsole } from './seeded-console.ts';

/** A page of the console as somebody sees it. */
export interface ConsolePage {
  /** In kebab-case; pictures are called so. */
  name: string;
  path: string;
  /** For who is not signed in. */
  public?: true;
  /** It has tabs: each is a sight of its own. */
  tabs?: true;
}

/** Every page there is, on a seeded server. */
export const consolePages = (seeded: SeededConsole): ConsolePage[] => [
  { name: 'sign-in', path: '/sign-in', public: true },
  { name: 'instances', path: '/instances' },
  { name: 'instance', path: `/instances/${seeded.healthy}`, tabs: true },
  { name: 'instance-failing', path: `/instances/${seeded.failing}` },
  { name: 'instance-paused', path: `/instances/${seeded.paused}` },
  { name: 'instance-reconnect', path: `/instances/${seeded.reconnect}` },
  { name: 'instance-held', path: `/instances/${seeded.held}` },
  { name: 'instance-unknown', path: '/instances/999999' },
  { name: 'catalogue', path: '/catalogue' },
  { name: 'connector', path: '/catalogue/acton' },
  { name: 'create-instance', path: '/catalogue/acton/new' },
  { name: 'builder', path: '/builder' },
  { name: 'builder-connector', path: `/builder/${seeded.connectorKey}`, tabs: true },
  { name: 'builder-hooks', path: `/builder/${seeded.connectorKey}/hooks` },
  { name: 'subscriptions', path: '/subscriptions' },
  { name: 'operations', path: '/operations' },
  { name: 'people', path: '/people' },
  { name: 'organization', path: '/organization' },
  { name: 'profile', path: '/profile' },
  { name: 'api-docs', path: '/api-docs' },
  { name: 'not-found', path: '/no-such-page' },
];

/** Until the page has its heading and nothing on it is being loaded. */
export async function pageReady(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('[aria-busy="true"]:visible').first().waitFor({ state: 'detached' });
}

/** Goes through the sights of a page: the page itself, and each of its tabs. */
export async function forEachSight(
  page: Page,
  shown: ConsolePage,
  look: (name: string) => Promise<void>,
): Promise<void> {
  await page.goto(new URL(shown.path, page.url()).href);
  await pageReady(page);
  await look(shown.name);
  if (!shown.tabs) return;
  const tabs = await page.getByRole('tab').all();
  for (const tab of tabs.slice(1)) {
    await tab.click();
    await pageReady(page);
    const label = ((await tab.textContent()) ?? '').toLowerCase().replaceAll(/[^a-z]+/g, '-');
    await look(`${shown.name}-${label}`.replace(/-$/, ''));
  }
}
