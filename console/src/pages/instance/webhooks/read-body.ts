import type { components } from '../../../api/openapi-types.ts';

type Sent = Pick<components['schemas']['WebhookWithBody'], 'body' | 'bodyEncoding'>;

/** A body as it is best shown. */
export type ShownBody =
  { kind: 'json'; value: unknown } | { kind: 'text'; text: string } | { kind: 'none'; why: string };

export function readBody({ body, bodyEncoding }: Sent): ShownBody {
  if (body === null) return { kind: 'none', why: 'It is no longer kept.' };
  if (body === '') return { kind: 'none', why: 'It is empty.' };
  if (bodyEncoding === 'base64') return { kind: 'text', text: body };
  try {
    return { kind: 'json', value: JSON.parse(body) as unknown };
  } catch {
    return { kind: 'text', text: body };
  }
}
