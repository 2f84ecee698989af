import { JsonSyntaxError, type JsonValue } from '../../lib/json.ts';
import { parseShallowJson } from '../../lib/shallow-json.ts';
import type { WebhookRequest } from '../webhook-request.ts';
import { decodeText } from './decode-text.ts';
import { FormLimitError, parseForm } from './parse-form.ts';

export interface ParsedBody {
  /** `query`: a GET or HEAD, whose query is its body. `unreadable`: neither JSON nor a form. */
  kind: 'json' | 'form' | 'empty' | 'query' | 'unreadable';
  /** Of an empty body an empty object, of an unreadable one its text. */
  value: JsonValue;
  /** Why it is unreadable. */
  reason?: string;
}

type Sent = Pick<WebhookRequest, 'method' | 'query' | 'headers' | 'body'>;

/**
 * What a request says. JSON counts whatever the content type, as vendors often name a wrong one; a form is read with the
 * brackets of PHP. Never throws.
 */
export function parseWebhookBody({ method, query, headers, body }: Sent): ParsedBody {
  if (method === 'GET' || method === 'HEAD') return { kind: 'query', value: { ...query } };
  if (body.length === 0) return { kind: 'empty', value: {} };
  const contentType = (headers['content-type'] ?? '').toLowerCase();
  return parseText(decodeText(body, contentType), contentType);
}

function parseText(text: string, contentType: string): ParsedBody {
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const value = /^\s*[[{]/.test(text) ? readJson(text).value : undefined;
    return value === undefined ? readForm(text) : { kind: 'json', value };
  }
  // What cannot be JSON is not parsed, as telling where it breaks off costs more than that.
  const saysJson = contentType.includes('json');
  const { value, reason } = saysJson || mayBeJson.test(text) ? readJson(text) : {};
  if (value !== undefined) return { kind: 'json', value };
  if (!saysJson && looksLikeForm.test(text)) return readForm(text);
  return { kind: 'unreadable', value: text, reason: reason ?? otherContent(contentType) };
}

const mayBeJson = /^\s*(?:[[{"\d-]|true\b|false\b|null\b)/;

const looksLikeForm = /^[\w.~%+\-*[\]]+=[^\s"'<>{}]*$/;

function otherContent(contentType: string): string {
  const found = contentType === '' ? 'a body without a content type' : `a body of ${contentType.slice(0, 100)}`;
  return `found ${found}; allowed: JSON, or a form as application/x-www-form-urlencoded`;
}

function readJson(text: string): { value?: JsonValue; reason?: string } {
  try {
    return { value: parseShallowJson(text) };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { reason: `the body is not JSON: ${error.message}` };
    throw error;
  }
}

function readForm(text: string): ParsedBody {
  try {
    return { kind: 'form', value: parseForm(text) };
  } catch (error) {
    if (error instanceof FormLimitError) return { kind: 'unreadable', value: text, reason: error.message };
    throw error;
  }
}
