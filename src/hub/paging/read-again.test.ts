import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOf, listVendor, rows } from '../../../test/kit/list-vendor.ts';

/** A vendor whose cursors count rows; `between` changes the rows after each answer. */
async function counting(paging: object, ids: number[], between: (answers: number) => void = () => {}) {
  let answers = 0;
  return listVendor({ paging: { kind: 'cursor', cursor: 'next', parameter: 'at', ...paging } }, ({ query }) => {
    const at = Number(query['at'] ?? 0);
    const page = ids.slice(at, at + 2);
    const next = at + 2 < ids.length ? at + 2 : null;
    between(++answers);
    return { body: { rows: rows(...page), next } };
  });
}

describe('a list whose cursors count rows', () => {
  test('is read twice, and no third time when both readings agree', async () => {
    const { pages, requests } = await counting({ recheck: true }, [1, 2, 3, 4]);
    const found = await pages();
    expect(requests).toHaveLength(4);
    expect(found.map(({ rowsRead }) => rowsRead)).toEqual([2, 2, 0, 0]);
  });

  test('is read until two readings agree, so that a row that slipped to a page read before is found', async () => {
    const ids = [1, 2, 3, 4, 5];
    const { read, requests } = await counting({ recheck: true }, ids, (answers) => {
      if (answers === 1) ids.shift();
    });
    expect(new Set(await read())).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(requests).toHaveLength(2 + 2 + 2);
  });

  test('is read a few times at most when it never comes to rest', async () => {
    const ids = [1, 2, 3, 4];
    const { pages } = await counting({ recheck: true }, ids, () => ids.push(ids.shift() ?? 0));
    expect(await pages()).toHaveLength(8);
  });

  test('is read once where it has one page, and where cursors stand for places', async () => {
    const short = await counting({ recheck: true }, [1, 2]);
    await short.pages();
    const stable = await counting({}, [1, 2, 3]);
    await stable.pages();
    expect([short.requests.length, stable.requests.length]).toEqual([1, 2]);
  });

  test('tells a reader who wants no later rows where to go on', async () => {
    const { page } = await counting({ recheck: true }, [1, 2, 3, 4, 5]);
    const first = await page();
    expect(first.ifEnded).toBeUndefined();
    const second = await page(first.next);
    expect(second.ifEnded).toMatchObject({ kind: 'cursor', check: { times: 1 } });
  });
});

describe('a cursor with companions', () => {
  const paging = { kind: 'cursor', cursor: 'id', parameter: 'after_id', carry: { after_date: 'date' } };

  test('is sent with them', async () => {
    const { read, requests } = await listVendor({ paging }, ({ query }) =>
      query['after_id'] === undefined
        ? { body: { rows: rows(1), id: 1, date: '2026-01-01' } }
        : { body: { rows: rows(2), id: null } },
    );
    expect(await read()).toEqual([1, 2]);
    expect(requests[1]).toBe('GET /rows?after_date=2026-01-01&after_id=1');
  });

  test('fills another request with them', async () => {
    const { read, requests } = await listVendor(
      {
        paging: {
          ...paging,
          parameter: undefined,
          continue: { method: 'POST', path: '/more', body: { id: '{cursor}', date: '{after_date}' } },
        },
      },
      ({ path }) => ({ body: path === '/more' ? { rows: rows(2) } : { rows: rows(1), id: 7, date: 'd' } }),
    );
    expect(await read()).toEqual([1, 2]);
    expect(requests[1]).toBe('POST /more {"id":7,"date":"d"}');
  });

  test('without one of them is a fault', async () => {
    const { page } = await listVendor({ paging }, () => ({ body: { rows: rows(1), id: 7 } }));
    expect((await faultOf(page())).message).toContain('date: the answer tells of more pages but holds no cursor');
  });
});

describe('numbered pages', () => {
  test('end where the answer names no next page, whatever its size', async () => {
    const paging = { kind: 'page', page: 'page', maxPageSize: 2, nextPage: 'next', recheck: false };
    const { read } = await listVendor({ paging }, ({ query }) => {
      const page = Number(query['page']);
      return { body: { rows: page === 2 ? [] : rows(page), next: page < 3 ? page + 1 : null } };
    });
    expect(await read()).toEqual([1, 3]);
  });

  const beyond = {
    kind: 'page',
    page: 'page',
    maxPageSize: 2,
    more: { path: 'more', equals: true },
    beyond: { afterRows: 4, cursor: 'token', parameter: 'token' },
  };
  const vendor = (ids: number[], paging: object = beyond) =>
    listVendor({ paging }, ({ query }) => {
      const at = query['token'] === undefined ? (Number(query['page']) - 1) * 2 : Number(query['token']);
      return { body: { rows: rows(...ids.slice(at, at + 2)), more: at + 2 < ids.length, token: String(at + 2) } };
    });

  test('go on by a token where numbers reach no further, and only pages with numbers are read again', async () => {
    const { pages, requests } = await vendor([1, 2, 3, 4, 5, 6, 7]);
    const found = await pages();
    expect(found.flatMap(({ records }) => records.map(({ id }) => id)).slice(0, 7)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(requests.map((request) => request.split('?')[1])).toEqual([
      'page=1',
      'page=2',
      'token=4',
      'token=6',
      'page=2',
      'page=1',
    ]);
  });

  test('that end with the last full page need no token, unless the answer tells of more', async () => {
    const { more: _more, ...unflagged } = { ...beyond, recheck: false };
    const ending = (paging: object, beside: object) =>
      listVendor({ paging }, ({ query }) => {
        const page = Number(query['page']);
        return { body: { rows: rows(page * 2 - 1, page * 2), token: null, ...beside } };
      });
    expect(await (await ending(unflagged, {})).read()).toEqual([1, 2, 3, 4]);
    const promising = await ending({ ...beyond, recheck: false }, { more: true });
    expect((await faultOf(promising.read())).message).toContain('tells of more pages but holds no cursor');
  });

  test('need no token for fewer rows', async () => {
    const { requests, pages } = await vendor([1, 2, 3], { ...beyond, recheck: false });
    await pages();
    expect(requests).toHaveLength(2);
  });
});

test('no row that is there all the time is missed, whatever is deleted while a list is read once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.record({ after: fc.integer({ min: 1, max: 5 }), at: fc.nat(8) }), { maxLength: 3 }),
      async (count, deletions) => {
        const ids = Array.from({ length: count }, (_, id) => id);
        const untouched = new Set(ids);
        const firstReading = Math.ceil(count / 2);
        const { read } = await counting({ recheck: true }, ids, (answers) => {
          for (const { after, at } of deletions) {
            if (after !== answers || after >= firstReading) continue;
            for (const id of ids.splice(at, 1)) untouched.delete(id);
          }
        });
        const found = new Set(await read());
        expect([...untouched].filter((id) => !found.has(id))).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});
