import { isRecord, type JsonRecord } from '../lib/json.ts';

/** A body with its content type. In a form, what is no text is written as JSON. */
export function encodedBody(
  format: 'form' | 'json',
  values: JsonRecord,
): { headers: Record<string, string>; body: string } {
  if (format === 'json') return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(values) };
  const form = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    isRecord(value) || Array.isArray(value) ? JSON.stringify(value) : String(value),
  ]);
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  };
}
