import { expect, onTestFinished, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { openContext } from './console.ts';
import { serve } from './listen.ts';
import { watchPage } from './watch-page.ts';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

test('a page that breaks its policy, throws or is hard to read is noticed', async () => {
  const { url } = await serve((request, response) => {
    const isScript = request.url === '/script.js';
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html',
      'content-security-policy': policy,
    });
    response.end(
      isScript
        ? "throw new Error('nobody catches this')"
        : `<html lang="en"><title>A page</title><h1>A page</h1><main><input><script>inline()</script><script src="/script.js"></script></main></html>`,
    );
  });
  const context = await openContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const errors = watchPage(page);
  await page.goto(url);
  await expect.poll(() => errors.length).toBe(2);
  expect(errors.join('\n')).toMatch(/inline script/);
  expect(errors.join('\n')).toMatch(/nobody catches this/);
  await expect(expectAccessible(page)).rejects.toThrow(/label: Form elements must have labels\s+at input/);
});
