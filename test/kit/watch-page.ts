import type { Page } from 'playwright-core';

/** What the browser says of an answer that the console is made for: not found, not allowed, not right. */
const refusedRequest = /^Failed to load resource: the server responded with a status of 4\d\d/;

/**
 * Collects what must not happen while a page is used: exceptions that nobody caught, errors in the log of the browser and
 * breaches of the content security policy. The list that is answered grows.
 */
export function watchPage(page: Page, expected: RegExp[] = []): string[] {
  const errors: string[] = [];
  const note = (text: string) => {
    if (![refusedRequest, ...expected].some((pattern) => pattern.test(text))) errors.push(text);
  };
  page.on('pageerror', (error) => note(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') note(message.text());
  });
  return errors;
}
