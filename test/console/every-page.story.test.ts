import type { Page, Response } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../kit/accessible.ts';
import { consolePages, forEachSight, type ConsolePage } from '../kit/console-pages.ts';
import { openPage, phone, signInAt, useConsole } from '../kit/console.ts';
import { serverEnvironment } from '../kit/server.ts';
import { seedConsole, seededMs, type SeededConsole } from '../kit/seeded-console.ts';

const flow = useConsole({ startMs: Date.now() - seededMs });
let seeded: SeededConsole;
beforeAll(async () => {
  seeded = await seedConsole(flow);
});

test('every page can be read by all, and no secret reaches the browser', async () => {
  const page = await openPage(flow.server.app.url ?? '', { path: '/sign-in', signIn: false });
  const leaks = collectLeaks(page, [...seeded.secrets, ...secretsOfPeople]);
  expect(await faultsOfSights(page, () => expectAccessible(page))).toBe('');
  expect(await leaks()).toEqual([]);
});

test('every page can be used on a phone, and read in the dark', async () => {
  const dark = { viewport: phone, hasTouch: true, colorScheme: 'dark' } as const;
  const page = await openPage(flow.server.app.url ?? '', { path: '/sign-in', signIn: false, ...dark });
  const faults = await faultsOfSights(page, async () => {
    await expectNoSidewaysScrolling(page);
    // What else axe looks for depends on neither colours nor widths.
    await expectAccessible(page, { rules: ['color-contrast', 'target-size'] });
  });
  expect(faults).toBe('');
});

/** Goes through all pages and answers all that is wrong with them. */
async function faultsOfSights(page: Page, look: () => Promise<void>): Promise<string> {
  const faults: string[] = [];
  const note = (name: string, seen: Promise<void>) =>
    seen.catch((error: unknown) => void faults.push(`${name}: ${(error as Error).message}`));
  const visit = (shown: ConsolePage) =>
    note(
      shown.name,
      forEachSight(page, shown, (name) => note(name, look())),
    );
  const pages = consolePages(seeded);
  for (const shown of pages.filter((one) => one.public)) await visit(shown);
  await signInAt(page.context(), new URL(page.url()).origin);
  for (const shown of pages.filter((one) => !one.public)) await visit(shown);
  return faults.join('\n\n');
}

const secretsOfPeople = [
  serverEnvironment.TIDINGS_USER_SECRET,
  serverEnvironment.TIDINGS_ORGANIZATION_SECRET,
  serverEnvironment.TIDINGS_ADMIN_PASSWORD,
  serverEnvironment.TIDINGS_SECRET_KEY,
];

/**
 * Reads every answer of the API that the page gets; answers those that hold one of the secrets, or could not be read. A
 * browser throws away what a page that is left was still reading: that is asked for again.
 */
function collectLeaks(page: Page, secrets: string[]): () => Promise<string[]> {
  const answers: Promise<{ response: Response; body: string | undefined }>[] = [];
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.startsWith('/elements/')) return;
    const body = hasBody(response) ? response.text().catch(() => undefined) : Promise.resolve('');
    answers.push(body.then((text) => ({ response, body: text })));
  });
  const leakOf = async ({ response, body }: Awaited<(typeof answers)[number]>) => {
    const read = body ?? (await readAgain(page, response));
    if (read === undefined) return `${response.url()} was not read`;
    const text = `${JSON.stringify(response.headers())} ${read}`;
    const found = secrets.filter((secret) => text.includes(secret));
    return found.length > 0 ? `${response.url()} holds ${found.join(' and ')}` : undefined;
  };
  return async () => {
    expect(answers.length).toBeGreaterThan(20);
    const leaks: (string | undefined)[] = [];
    for (const answer of await Promise.all(answers)) leaks.push(await leakOf(answer));
    return leaks.filter((leak) => leak !== undefined);
  };
}

const hasBody = (response: Response): boolean => ![204, 304].includes(response.status());

async function readAgain(page: Page, response: Response): Promise<string | undefined> {
  const request = response.request();
  // Asking again must change nothing.
  if (request.method() !== 'GET' && !response.url().endsWith('/preview')) return undefined;
  const again = await page.request.fetch(request);
  return again.ok() || !response.ok() ? again.text() : undefined;
}

async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  await expect.poll(() => whatIsTooWide(page), { timeout: 3_000, message: 'what is wider than a phone' }).toEqual([]);
}

const whatIsTooWide = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`
    document.documentElement.scrollWidth <= innerWidth ? [] :
      [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.tagName.toLowerCase() + ' "' + (element.textContent ?? '').slice(0, 40) + '"')
        .slice(0, 5)`);
