import type { Browser } from 'playwright-core';
import { launchChromium } from './launch-chromium.ts';

let browser: Promise<Browser> | undefined;

/**
 * The Chromium of this worker process, started when it is first asked for and shared by all its files; a story opens a
 * context of its own. Playwright ends it with the process.
 */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launchChromium();
  return browser;
}
