import { describe, expect, test } from 'vitest';
import { listVendor, rows } from '../../test/kit/list-vendor.ts';

describe('a first page that may not have changed', () => {
  const date = 'Sun, 22 Nov 2026 10:00:02 GMT';
  const settled = 'Sun, 22 Nov 2026 10:00:00 GMT';

  test.each<['etag' | 'lastModified', Record<string, string>, object]>([
    ['etag', { etag: 'W/"7"' }, { etag: 'W/"7"' }],
    ['lastModified', { 'last-modified': settled }, { lastModified: settled }],
  ])('is asked for by %s, and 304 means no records', async (conditional, headers, validator) => {
    const { plan, page, url } = await listVendor({ polling: { conditional } }, (asked) =>
      (asked.headers['if-none-match'] ?? asked.headers['if-modified-since'])
        ? { status: 304, body: undefined, headers: { date } }
        : { body: { rows: rows(1) }, headers: { ...headers, date } },
    );
    const first = await page();
    expect(first).toMatchObject({ notModified: false, validator: { url: `${url}/rows`, ...validator } });
    if (!first.validator) throw new Error('no validator');
    plan.conditional = first.validator;
    expect(await page()).toMatchObject({ notModified: true, records: [], next: undefined });
    plan.conditional = { ...first.validator, url: `${url}/rows?other` };
    expect(await page()).toMatchObject({ notModified: false, records: rows(1) });
  });

  test('has no validator while the second of its last change may not be over, and none that is not declared', async () => {
    const answer = () => ({
      body: { rows: [] },
      headers: { 'last-modified': 'Sun, 22 Nov 2026 10:00:01 GMT', date, etag: 'x' },
    });
    const young = await listVendor({ polling: { conditional: 'lastModified' } }, answer);
    expect((await young.page()).validator).toBeUndefined();
    const undeclared = await listVendor({}, answer);
    expect((await undeclared.page()).validator).toBeUndefined();
  });
});
