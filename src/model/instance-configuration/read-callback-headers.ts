import { isRecord, JsonSyntaxError } from '../../lib/json.ts';
import { parseShallowJson } from '../../lib/shallow-json.ts';
import { describeValue } from '../findings/describe-value.ts';
import { refuse, type Findings } from '../findings/findings.ts';
import { isUnset } from '../findings/read-setting.ts';

/** Of the connection, or decided by the body we send. */
const refusedNames: readonly string[] = [
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
const ownPrefixes: readonly string[] = ['elements-', 'webhook-'];

const nameForm = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const valueForm = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers from a JSON object or from lines `Name: value`. Values are never told in messages, they may be secret. */
export function readCallbackHeaders(
  findings: Findings,
  path: string,
  text: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {};
  const seen = new Set<string>();
  for (const [name, value] of toPairs(findings, path, text)) {
    const fault = faultOf(name, value, seen);
    if (fault !== undefined) refuse(findings, path, fault);
    else headers[name] = String(value).trim();
    seen.add(name.toLowerCase());
  }
  return headers;
}

function faultOf(name: string, value: unknown, seen: ReadonlySet<string>): string | undefined {
  const plain = name.toLowerCase();
  const quoted = describeValue(name);
  if (!nameForm.test(name)) return `found the header name ${quoted}; allowed: letters, digits and -`;
  if (refusedNames.includes(plain)) return `found the header ${quoted}; allowed: any but ${refusedNames.join(', ')}`;
  const own = ownPrefixes.find((prefix) => plain.startsWith(prefix));
  if (own !== undefined)
    return `found the header ${quoted}; allowed: any that does not start with ${own}, which are ours`;
  if (seen.has(plain)) return `found the header ${quoted} twice; allowed: each once`;
  if (!['string', 'number', 'boolean'].includes(typeof value)) {
    return `found ${describeValue(value)} as the value of ${quoted}; allowed: a text`;
  }
  if (!valueForm.test(String(value))) return `the value of ${quoted} has a line end or a character beyond Latin-1`;
  return undefined;
}

function toPairs(findings: Findings, path: string, text: string | undefined): [string, unknown][] {
  if (text === undefined || isUnset(text)) return [];
  return text.trim().startsWith('{') ? jsonPairs(findings, path, text) : linePairs(findings, path, text);
}

function jsonPairs(findings: Findings, path: string, text: string): [string, unknown][] {
  try {
    const value = parseShallowJson(text);
    return isRecord(value) ? Object.entries(value) : [];
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    refuse(
      findings,
      path,
      `not JSON at line ${error.line}, column ${error.column}; allowed: a JSON object, or lines of the form Name: value`,
    );
    return [];
  }
}

function linePairs(findings: Findings, path: string, text: string): [string, unknown][] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.flatMap((line, index): [string, unknown][] => {
    if (line === '') return [];
    const colon = line.indexOf(':');
    if (colon > 0) return [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    refuse(findings, path, `line ${index + 1} has no colon; allowed: lines of the form Name: value, or a JSON object`);
    return [];
  });
}
