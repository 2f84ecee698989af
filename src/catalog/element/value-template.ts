const configurationForm = /\$\{configuration\.([^{}]+)\}/g;
const placeholder = /\{([^{}]*)\}/g;
const plainName = /^[\w.-]+\??$/;

/**
 * A constant of an element as a template of ours: `Bearer ${configuration.token}` → `Bearer {token?}`, which is left out
 * with its header or parameter where the entry is not set. `known`: names that always have a value, which are path
 * parameters. Answers the part that has no counterpart as `unknown`.
 */
export function valueTemplate(text: string, known: ReadonlySet<string>): { template: string } | { unknown: string } {
  const optional = text.replaceAll(configurationForm, (_, key: string) => `{${key.trim()}?}`);
  const [platformForm] = /\$\{[^{}]*\}/.exec(optional) ?? [];
  if (platformForm !== undefined) return { unknown: platformForm };
  const template = optional.replaceAll(placeholder, (whole, name: string) =>
    known.has(name) || name.endsWith('?') ? whole : `{${name}?}`,
  );
  const stray = [...template.matchAll(placeholder)].find(([, name = '']) => !plainName.test(name));
  if (stray) return { unknown: stray[0] };
  return hasLoneBrace(template) ? { unknown: template } : { template };
}

const hasLoneBrace = (template: string): boolean => /[{}]/.test(template.replaceAll(placeholder, ''));
