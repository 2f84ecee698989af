import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { sharedBrowser } from './browser.ts';
import { looksAtSources, sourcesInFrontOf } from './console-sources.ts';
import { openFlow, type Flow, type FlowOptions } from './flow.ts';
import { serverEnvironment } from './server.ts';
import { watchPage } from './watch-page.ts';

/** The admin that a test server makes at its first start. */
export const admin = { username: 'admin@localhost', password: serverEnvironment.TIDINGS_ADMIN_PASSWORD };

export const laptop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

/** One server with a simulator and a receiver for all stories of a file. Read it in a test, not while the file is read. */
export function useConsole(options: FlowOptions = {}): Flow {
  let flow: Awaited<ReturnType<typeof openFlow>> | undefined;
  beforeAll(async () => {
    flow = await openFlow(options);
  });
  afterAll(() => flow?.close());
  return new Proxy({} as Flow, {
    get: (_, name) => {
      if (!flow) throw new Error('the console is open in tests only');
      return Reflect.get(flow, name) as unknown;
    },
  });
}

export interface PageOptions {
  /** Default `/`. */
  path?: string;
  /** Default: that of a laptop. */
  viewport?: { width: number; height: number };
  /** Default `light`. */
  colorScheme?: 'light' | 'dark';
  /** Signed in as the admin without the form. Default true. */
  signIn?: boolean;
  /** A phone's finger in place of a mouse. Default false. */
  hasTouch?: boolean;
  /** Errors that the story brings about on purpose. */
  expectedErrors?: RegExp[];
}

/** A page of the console for the length of the running test, which fails when the page has an error or breaks its policy. */
export async function openPage(serverUrl: string, options: PageOptions = {}): Promise<Page> {
  const { path = '/', signIn = true } = options;
  const url = looksAtSources ? await sourcesInFrontOf(serverUrl) : serverUrl;
  const context = await openContext(options);
  const page = await context.newPage();
  const errors = watchPage(page, options.expectedErrors);
  onTestFinished(async ({ task }) => {
    // What is seen when a story fails says more than its stack.
    if (task.result?.state === 'fail') console.error(await describePage(page));
    await context.close();
    expect(errors, 'errors of the page').toEqual([]);
  });
  if (signIn) await signInAt(context, url);
  await page.goto(`${url}${path}`);
  return page;
}

/** A browser of its own, as it were: no cookies, nothing kept. */
export async function openContext({
  viewport = laptop,
  colorScheme = 'light',
  hasTouch = false,
}: Pick<PageOptions, 'viewport' | 'colorScheme' | 'hasTouch'> = {}): Promise<BrowserContext> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    viewport,
    colorScheme,
    hasTouch,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  context.setDefaultTimeout(20_000);
  return context;
}

/** Puts the cookie of a new session into the context. */
export async function signInAt(context: BrowserContext, url: string, user = admin): Promise<void> {
  const response = await context.request.post(`${url}/elements/api-v2/authentication/session`, {
    headers: { 'x-tidings-console': '1' },
    data: user,
  });
  if (!response.ok()) throw new Error(`sign-in of ${user.username}: ${response.status()} ${await response.text()}`);
}

async function describePage(page: Page): Promise<string> {
  if (page.isClosed()) return 'the page is closed';
  const text = await page.locator('body').ariaSnapshot().catch(String);
  return `The page at ${page.url()}:\n${text}`;
}
