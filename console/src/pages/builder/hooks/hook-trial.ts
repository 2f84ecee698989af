import type { components } from '../../../api/openapi-types.ts';
import type { CodeIssue } from '../../../parts/code-editor/code-problem.ts';
import type { HookKind } from './hook-place.ts';

export type TrialReport = components['schemas']['HookTrialReport'];

/** The sample that a hook is tried with, as texts of fields. */
export interface TrialSample {
  method: string;
  /** JSON objects of texts. */
  headers: string;
  query: string;
  configuration: string;
  payload: string;
  /** The request to the provider, of hooks around one. */
  url: string;
  status: string;
  responseHeaders: string;
  responseBody: string;
}

export const emptySample: TrialSample = {
  method: '',
  headers: '{}',
  query: '{}',
  configuration: '{}',
  payload: '',
  url: '/',
  status: '200',
  responseHeaders: '{\n  "Content-Type": "application/json"\n}',
  responseBody: '{\n  "items": [{ "id": 1 }]\n}',
};

interface TrialOf {
  kind: HookKind;
  /** The name of the resource that the hook is of. */
  resource?: string | undefined;
  code: string;
  legacy: boolean;
}

export type TrialRequest = { body: Record<string, unknown> } | { faults: Partial<Record<keyof TrialSample, string>> };

/** The body of a trial, or what is wrong with the sample by its fields. */
export function trialRequest({ kind, resource, code, legacy }: TrialOf, sample: TrialSample): TrialRequest {
  const faults: Partial<Record<keyof TrialSample, string>> = {};
  const texts = (field: keyof TrialSample): Record<string, string> => {
    const read = textsOf(sample[field]);
    if (typeof read !== 'string') return read;
    faults[field] = read;
    return {};
  };
  const common = {
    hook: kind,
    body: code,
    legacy,
    configuration: texts('configuration'),
    ...(resource !== undefined && kind !== 'event' && { resource }),
  };
  const own = kind === 'event' ? eventPart(sample, texts) : requestPart(kind, sample, { texts, faults });
  return Object.keys(faults).length > 0 ? { faults } : { body: { ...common, ...own } };
}

type Texts = (field: keyof TrialSample) => Record<string, string>;

const eventPart = ({ method, payload }: TrialSample, texts: Texts): Record<string, unknown> => ({
  headers: texts('headers'),
  query: texts('query'),
  // As text, so that the hook sees the bytes that stand in the field.
  ...(payload !== '' && { payload }),
  ...(method !== '' && { method }),
});

function requestPart(
  kind: HookKind,
  sample: TrialSample,
  { texts, faults }: { texts: Texts; faults: Partial<Record<keyof TrialSample, string>> },
): Record<string, unknown> {
  const { method, url, payload, status, responseBody } = sample;
  const request = {
    method: method || 'GET',
    url,
    headers: texts('headers'),
    ...(payload !== '' && { body: payload }),
  };
  if (kind === 'preRequest') return { request };
  const code = Number(status);
  if (!Number.isInteger(code) || code < 200 || code > 599) faults.status = 'A status is a number from 200 to 599.';
  return {
    request,
    response: { status: code, headers: texts('responseHeaders'), ...(responseBody !== '' && { body: responseBody }) },
  };
}

/** An object of texts; numbers and words become texts. A text: what is wrong. */
function textsOf(text: string): Record<string, string> | string {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'This is no JSON.';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'An object is expected, such as {"name": "value"}.';
  const entries = Object.entries(value);
  const strange = entries.find(([, one]) => typeof one === 'object');
  if (strange) return `${strange[0]}: a text is expected.`;
  return Object.fromEntries(entries.map(([name, one]) => [name, String(one)]));
}

/** What to mark in the code after a trial. */
export function trialIssues(report: TrialReport | undefined): CodeIssue[] {
  const error = report?.error;
  if (!error || error.line === undefined) return [];
  return [{ message: error.message, line: error.line, ...(error.column !== undefined && { column: error.column }) }];
}

const reasons: Record<string, string> = {
  syntax: 'The code is no JavaScript.',
  thrown: 'The code has thrown an error.',
  timeout: 'The time was over.',
  memory: 'The code needs more memory than it may have.',
  stack: 'The calls, or the data, are too deep.',
  input: 'The sample is too large.',
  output: 'The result is too large.',
  noResult: 'The code has ended without calling done.',
  busy: 'No thread was free; try again.',
  resting: 'The hook rests, as it ran out of time three times in a row. Try again in a minute.',
  result: 'The result cannot be used.',
};

/** What a failure means, before its message. */
export const reasonInWords = (reason: string): string => reasons[reason] ?? 'The hook has failed.';
