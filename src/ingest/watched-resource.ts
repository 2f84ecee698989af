import { resourceAt } from '../hub/find-resource.ts';
import { parseHubUrl } from '../hub/hub-query.ts';
import { fillPlan, planQuery } from '../hub/plan-query.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import type { QueryPlan } from '../hub/query-plan.ts';
import type { PollDefinition } from '../model/poll-definition.ts';
import { scopeName } from '../model/scope-name.ts';
import { filtersRecords } from './filters-records.ts';

/** A poll of the instance, as far as webhooks look at it. */
export interface WatchingPoll {
  id: number;
  definition: PollDefinition;
  /** Webhooks tell of the resource as well; false: only the poll does. */
  received: boolean;
}

/** A resource that is polled, too, and the part of it that a change belongs to. */
export interface WatchedResource {
  poll: WatchingPoll;
  /** The name of the part; empty for the whole. */
  scope: string;
  /** How its records are read. */
  plan: QueryPlan;
}

/**
 * `unwatched`: no poll knows the resource. `poll`: only the poll itself can tell whether and where the change belongs.
 * `outside`: not for webhooks to tell: the poll looks at another part of the resource, or tells it alone.
 */
export type Watched =
  | { kind: 'unwatched' }
  | { kind: 'watched'; watched: WatchedResource }
  | { kind: 'poll'; poll: WatchingPoll; why: string }
  | { kind: 'outside'; why: string };

/** The poll of a resource: by its own name, or by that of the connector's resource that it reads. */
export function pollOf<Poll extends WatchingPoll>(
  { connector }: Pick<ProviderAccount, 'connector'>,
  polls: readonly Poll[],
  resource: string,
): Poll | undefined {
  const named = polls.find(({ definition }) => definition.resource === resource);
  if (named) return named;
  const reading = polls.filter(
    ({ definition }) => resourceAt(connector, parseHubUrl(definition.url).path)?.name === resource,
  );
  return reading.length === 1 ? reading[0] : undefined;
}

/** What a change names: its resource, and the values in the path of it. */
interface NamedResource {
  resource: string;
  parameters: Readonly<Record<string, string>>;
}

export type FindWatched = (named: NamedResource) => Watched;

/** As watchedResource, for many changes of few resources: each is looked up once. */
export function watchedResources(account: ProviderAccount, polls: readonly WatchingPoll[]): FindWatched {
  const known = new Map<string, Watched>();
  return (named) => {
    const key = JSON.stringify([named.resource, Object.entries(named.parameters)]);
    const found = known.get(key) ?? watchedResource(account, polls, named);
    known.set(key, found);
    return found;
  };
}

/** What polls have to do with a change of this resource. Faults: those of planQuery. */
function watchedResource(
  account: ProviderAccount,
  polls: readonly WatchingPoll[],
  { resource, parameters }: NamedResource,
): Watched {
  const poll = pollOf(account, polls, resource);
  if (!poll) return { kind: 'unwatched' };
  if (!poll.received) return { kind: 'outside', why: onlyPolled(resource) };
  const { url } = poll.definition;
  if (filtersRecords(url)) return { kind: 'poll', poll, why: `the poll of ${resource} takes only some of its records` };
  const { path } = parseHubUrl(url);
  const outline = planQuery(account.connector, { path, passedOn: {} }, account.configuration);
  const names = Object.keys(outline.resource.parameters);
  const other = names.find((name) => isOther(outline.parameters[name], parameters[name]));
  if (other !== undefined) {
    const why = `its ${other} is ${JSON.stringify(parameters[other])}; the poll of ${resource} looks at another`;
    return { kind: 'outside', why };
  }
  const given = names.flatMap((name) => (parameters[name] === undefined ? [] : [[name, parameters[name]] as const]));
  const plan = fillPlan(outline, Object.fromEntries(given));
  const [open] = plan.unfilled;
  if (open) return { kind: 'poll', poll, why: `the webhook does not say its ${open.name}` };
  return { kind: 'watched', watched: { poll, scope: scopeName(plan.parameters), plan } };
}

export const onlyPolled = (resource: string): string => `${resource} is told by polls alone`;

const isOther = (known: string | undefined, given: string | undefined): boolean =>
  known !== undefined && given !== undefined && known !== given;
