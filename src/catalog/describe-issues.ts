import type { core } from 'zod';

/** The message of a schema violation: what was found and what is allowed there. Given to zod as its `error` option. */
export function describeIssue(issue: core.$ZodRawIssue): string {
  const found = `found ${excerpt(issue.input)}`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown key ${(issue['keys'] as string[]).map(quote).join(', ')}; allowed: ${knownKeys(issue.inst).join(', ')}`;
    case 'invalid_type':
      return wrongType(issue, found);
    case 'invalid_value':
      return `${found}, allowed: ${(issue['values'] as unknown[]).map(quote).join(', ')}`;
    case 'invalid_union':
      return unionMessage(issue, found);
    case 'too_small':
      return `${found}, allowed: ${minimum(issue)}`;
    case 'invalid_format':
      return `${found}, allowed: a ${issue['format']}`;
    case 'too_big':
      return `${found}, allowed: at most ${String(issue['maximum'])}`;
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return `${found}, which is not allowed`;
  }
}

const wrongType = (issue: core.$ZodRawIssue, found: string): string =>
  issue.input === undefined ? 'missing' : `${found}, allowed: ${article(String(issue['expected']))}`;

function minimum(issue: core.$ZodRawIssue): string {
  if (issue['origin'] === 'string') return 'a text that is not empty';
  return `${issue['inclusive'] ? 'at least' : 'more than'} ${String(issue['minimum'])}`;
}

function unionMessage(issue: core.$ZodRawIssue, found: string): string {
  const discriminator = issue['discriminator'] as string | undefined;
  const values = discriminator && propertyValues(issue.inst, discriminator);
  if (discriminator && values) return `${discriminator} is missing or not one of ${[...values].map(quote).join(', ')}`;
  const options = issue['errors'] as { path: PropertyKey[]; message: string }[][];
  const reasons = options.map((errors) => errors.map(({ path, message }) => [...path, message].join(' ')).join(', '));
  return `${found}, which is neither of the allowed forms (${reasons.join(' | ')})`;
}

type Instance = core.$ZodRawIssue['inst'];

const knownKeys = (inst: Instance): string[] =>
  Object.keys((inst as unknown as core.$ZodObject | undefined)?._zod.def.shape ?? {});

const propertyValues = (inst: Instance, name: string) =>
  (inst as unknown as core.$ZodType | undefined)?._zod.propValues?.[name];

const quote = (value: unknown) => JSON.stringify(value);
const article = (type: string) => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

function excerpt(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
