import { ensureConsole } from '../../scripts/build-console.ts';
import { unpackChromium } from './chromium-files.ts';
import { looksAtSources } from './console-sources.ts';

/** Vitest's global set-up of the stories: what they look at, and what they look with. */
export async function setup(): Promise<void> {
  await Promise.all([looksAtSources ? undefined : ensureConsole(), unpackChromium()]);
}
