import { parseTimeTemplate, TimeTemplateError, usesTime } from '../../lib/time-template/time-template.ts';
import { describeValue } from '../findings/describe-value.ts';
import { refuse, warn, type Findings } from '../findings/findings.ts';
import { balanceQuotes } from './balance-quotes.ts';
import { fillZones } from './fill-zones.ts';

/**
 * The URL of a resource in canonical form, after the corrections that its slips allow; undefined when it was refused.
 * `values`: the instance configuration, which fills a zone such as `{TimeZone}`.
 */
export function readPollUrl(
  findings: Findings,
  path: string,
  given: string,
  values: Record<string, string>,
): string | undefined {
  const rooted = fromRoot(findings, path, given);
  if (rooted === undefined) return undefined;
  const filled = fillZones(findings, path, canonicalTemplates(findings, path, rooted), values);
  if (filled === undefined) return undefined;
  const url = balancedUrl(findings, path, filled);
  return isSoundTemplate(findings, path, url) ? url : undefined;
}

/** `${date}` without a format is printed like the updated date, which must then have one. */
export const needsUpdatedFormat = (url: string): boolean =>
  parseTimeTemplate(url).parts.some(({ kind }) => kind === 'bareDate');

function fromRoot(findings: Findings, path: string, url: string): string | undefined {
  const unfilled = /\{\{[^{}]*\}\}|<[A-Za-z_][^<>=']*>/.exec(url);
  if (unfilled !== null) {
    return refuse(
      findings,
      path,
      `found the placeholder ${unfilled[0]} of an example; allowed: the path it stands for`,
    );
  }
  if (url.startsWith('/') && !url.startsWith('//')) return url;
  if (url.startsWith('hubs/')) {
    warn(findings, path, `taken as /${url}`);
    return `/${url}`;
  }
  const allowed = 'a path of the hub that starts with /, e.g. /hubs/crm/contacts';
  const hint = /^[a-z]+:\/\/|^\/\//i.test(url) ? '; the host of the provider comes from the connector' : '';
  return refuse(findings, path, `found ${describeValue(url)}; allowed: ${allowed}${hint}`);
}

const timeWord = String.raw`(?:date|gmtDate|dateTimeZone|nowTimeZone|epoch|milliseconds)\s*[:}]`;
const hashForm = new RegExp(String.raw`#\{(?=${timeWord})`, 'gi');
const bareForm = new RegExp(String.raw`(?<![$#{])\{(?=${timeWord})`, 'gi');

/** The documents also write `#{epoch}` and `{gmtDate:…}`. */
function canonicalTemplates(findings: Findings, path: string, url: string): string {
  const canonical = url.replace(hashForm, '${').replace(bareForm, '${');
  if (canonical !== url) warn(findings, path, `time template taken as ${timeTemplates(canonical).join(' and ')}`);
  return canonical;
}

const template = /\$\{([^{}]*)\}/g;
const timeTemplates = (url: string) => [...url.matchAll(template)].map(([text]) => text);

function balancedUrl(findings: Findings, path: string, url: string): string {
  const inside = url.replace(template, (whole, content: string) => {
    const mended = balanceQuotes(content, "''");
    if (mended === undefined) return whole;
    warn(findings, path, `odd number of quotes in ${whole}; taken as \${${mended}}`);
    return `\${${mended}}`;
  });
  const start = inside.indexOf('?') + 1;
  if (start === 0) return inside;
  // The quotes inside a template are the pattern's own; only those around it delimit values of the where clause.
  const outside = inside.slice(start).replace(template, '0');
  if (balanceQuotes(outside, "''") === undefined) return inside;
  const whole = inside.endsWith("''") ? inside.slice(0, -1) : `${inside}'`;
  warn(findings, path, `odd number of quotes; taken as ${whole}`);
  return whole;
}

const fixedDate = /\d{4}-\d{2}-\d{2}/;

function isSoundTemplate(findings: Findings, path: string, url: string): boolean {
  try {
    const parsed = parseTimeTemplate(url);
    if (!usesTime(parsed) && fixedDate.test(url.slice(url.indexOf('?') + 1))) {
      const remark =
        "a fixed date in the query makes every poll read everything since then; ${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX} stands for the last poll";
      warn(findings, path, remark);
    }
  } catch (error) {
    if (!(error instanceof TimeTemplateError)) throw error;
    refuse(findings, path, error.message);
    return false;
  }
  const stray = strayBrace(url);
  if (stray !== undefined) {
    refuse(
      findings,
      path,
      `found ${JSON.stringify(url.slice(stray))} at position ${stray + 1}: a closing brace without an opening one; allowed: a path without it, or {name}`,
    );
  }
  return stray === undefined;
}

function strayBrace(url: string): number | undefined {
  let depth = 0;
  for (let position = 0; position < url.length; position++) {
    if (url[position] === '{') depth++;
    if (url[position] === '}' && --depth < 0) return position;
  }
  return undefined;
}
