import { chromium, type Browser } from 'playwright-core';
import { unpackChromium } from './chromium-files.ts';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-zygote',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** Starts a Chromium without a window. The package's own arguments would switch off web security, which is tested here. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await unpackChromium();
  return chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
}
