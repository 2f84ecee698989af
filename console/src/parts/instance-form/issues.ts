import type { Issue } from '../../api/api-error.ts';

/** What is wrong, by the name of the field: `name`, `tags`, or the key of a configuration entry. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface PlacedIssues {
  fields: FieldErrors;
  /** Of the polled resources, by their name: the path below it, and what is wrong there. */
  resources: Readonly<Record<string, Issue[]>>;
  /** What has no field of its own. */
  others: Issue[];
}

const configurationPath = 'configuration.';
const resourcesKey = 'event.poller.configuration';

/**
 * Brings what the server says to the fields that it is about. `known` are the keys that have a field, `resources` the names
 * of resources that are shown; both may have dots.
 */
export function placeIssues(
  issues: readonly Issue[],
  { known, resources }: { known: readonly string[]; resources: readonly string[] },
): PlacedIssues {
  const fields: Record<string, string> = {};
  const ofResources: Record<string, Issue[]> = {};
  const others: Issue[] = [];
  for (const issue of issues) {
    const path = issue.path.startsWith(configurationPath) ? issue.path.slice(configurationPath.length) : issue.path;
    const resource = resourceOf(path, resources);
    const field = longest(known, path);
    if (resource) (ofResources[resource.name] ??= []).push({ path: resource.path, message: issue.message });
    else if (field !== undefined)
      fields[field] = fields[field] === undefined ? issue.message : `${fields[field]} ${issue.message}`;
    else others.push(issue);
  }
  return { fields, resources: ofResources, others };
}

function resourceOf(path: string, resources: readonly string[]): { name: string; path: string } | undefined {
  if (!path.startsWith(`${resourcesKey}.`)) return undefined;
  const below = path.slice(resourcesKey.length + 1);
  const name = longest(resources, below);
  return name === undefined ? undefined : { name, path: below.slice(name.length + 1) };
}

/** The longest of the names that a path begins with. */
const longest = (names: readonly string[], path: string): string | undefined =>
  names
    .filter((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
    .toSorted((a, b) => b.length - a.length)[0];
