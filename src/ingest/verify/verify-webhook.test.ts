import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vendorSignatures, type VendorSignature } from '../../../test/kit/signed-webhooks.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import type { Verdict } from './verdict.ts';
import { verifyWebhook } from './verify-webhook.ts';

const receivedAt = Date.UTC(2026, 0, 15, 10);

async function sent(vendor: VendorSignature, atMs = receivedAt, secret = vendor.secret): Promise<WebhookRequest> {
  const { body, url = 'https://tidings.example.com/elements/api-v2/events/key' } = vendor;
  return {
    method: 'POST',
    url,
    query: {},
    headers: await vendor.sign({ body, url, atMs, secret }),
    body: Buffer.from(body),
    receivedAt,
  };
}

const username: Record<string, string> = { 'webhook.username': 'tidings' };

const verify = (
  { verification, entry, secret }: VendorSignature,
  request: WebhookRequest,
  known: readonly string[] = [secret],
): Promise<Verdict> =>
  verifyWebhook(verification, {
    request,
    body: {},
    items: [],
    keys: (name) => (name === entry ? known : [username[name] ?? []].flat()),
    addressToken: 'token of the address',
  });

const leavesOpen = (what: 'body' | 'time') => (vendor: VendorSignature) => vendor.leavesOpen?.includes(what) ?? false;

/** The same secret with another character in it. */
const otherThan = (secret: string) => `${secret.slice(0, 9)}${secret[9] === 'x' ? 'y' : 'x'}${secret.slice(10)}`;

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};

describe.each(vendorSignatures)('what $vendor sends', (vendor) => {
  test('is accepted and trusted as it was sent', async () => {
    expect(await verify(vendor, await sent(vendor))).toEqual({ kind: 'accepted', trusted: true });
  });

  test('is refused without its proof, with that of another key, and where no key is set', async () => {
    const request = await sent(vendor);
    for (const name of Object.keys(request.headers).filter((header) => header !== 'x-goog-resource-state')) {
      const { [name]: _left, ...headers } = request.headers;
      expect(await verify(vendor, { ...request, headers })).toMatchObject({
        status: 401,
        reason: expect.stringMatching(/ is missing$/),
      });
    }
    expect(await verify(vendor, await sent(vendor, receivedAt, otherThan(vendor.secret)))).toMatchObject({
      kind: 'refused',
      status: 401,
    });
    for (const nothing of [[], ['']])
      expect(await verify(vendor, request, nothing)).toEqual({
        kind: 'refused',
        status: 401,
        reason: `there is no key to verify with: set configuration.${vendor.entry} of the instance`,
      });
  });

  test('is accepted with each of several keys, as while a secret is changed', async () => {
    expect(await verify(vendor, await sent(vendor), ['an older secret', vendor.secret])).toMatchObject({
      trusted: true,
    });
  });

  test('is refused with one flipped bit in any of its proofs', async () => {
    const request = await sent(vendor);
    const names = Object.keys(request.headers).filter((header) => header !== 'x-goog-resource-state');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.nat(), async (name, at) => {
        const bytes = Buffer.from(request.headers[name] ?? '', 'latin1');
        const value = flipped(bytes, at % (bytes.length * 8)).toString('latin1');
        // `bearer` and `basic` may be written in any case.
        fc.pre(!/^(basic|bearer) /i.test(value) || value.startsWith(bytes.toString('latin1', 0, 5)));
        fc.pre(value.slice(0, 6) === bytes.toString('latin1', 0, 6) || !/^bearer /i.test(value));
        // Around the parts of a header it is trimmed as a space is.
        fc.pre(!value.includes('\u00a0'));
        const verdict = await verify(vendor, { ...request, headers: { ...request.headers, [name]: value } });
        expect(verdict.kind).toBe('refused');
      }),
      { numRuns: 60 },
    );
  });
});

test.each(vendorSignatures.filter((vendor) => !leavesOpen('body')(vendor)))(
  'one flipped bit in the body of $vendor is refused',
  async (vendor) => {
    const request = await sent(vendor);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: request.body.length * 8 - 1 }), async (bit) => {
        expect((await verify(vendor, { ...request, body: flipped(request.body, bit) })).kind).toBe('refused');
      }),
      { numRuns: 40 },
    );
  },
);

test.each(vendorSignatures.filter((vendor) => !leavesOpen('time')(vendor)))(
  'a request of $vendor that was signed ten minutes before or after our time is refused, one of a few seconds is not',
  async (vendor) => {
    for (const away of [-600_000, 600_000]) {
      const verdict = await verify(vendor, await sent(vendor, receivedAt + away));
      expect(verdict).toMatchObject({ kind: 'refused', status: 401 });
    }
    for (const away of [-20_000, 20_000])
      expect((await verify(vendor, await sent(vendor, receivedAt + away))).kind).toBe('accepted');
  },
);

test('no reason names a secret', async () => {
  for (const vendor of vendorSignatures) {
    const request = await sent(vendor, receivedAt, otherThan(vendor.secret));
    const verdict = await verify(vendor, request);
    expect(JSON.stringify(verdict)).not.toContain(vendor.secret);
    for (const value of Object.values(request.headers)) expect(JSON.stringify(verdict)).not.toContain(value);
  }
});
