/**
 * The name of a part of a resource by the values of its path parameters. The same whether a value is configured or found, so
 * that its cursor outlives the change from one to the other. Empty for a resource without parameters.
 */
export const scopeName = (values: Readonly<Record<string, string>>): string =>
  Object.keys(values)
    .sort()
    .map((name) => `${name}=${values[name]}`)
    .join('&');
