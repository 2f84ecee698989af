import {
  failurePolicies,
  readFailurePolicy,
  readRetrySchedule,
  retrySchedules,
  type FailurePolicy,
  type RetrySchedule,
} from './delivery-policy.ts';
import { describeValue } from './findings/describe-value.ts';
import { refuse, type Findings } from './findings/findings.ts';
import { suggestion } from './findings/nearest-key.ts';
import { isUnset } from './findings/read-setting.ts';

/** A setting of an account, as the API lists it and the reference prints it. */
export interface AccountSetting {
  name: string;
  /** As text; undefined: another setting's value. */
  defaultValue: string | undefined;
  description: string;
}

/** Whole days, or for ever. */
export type KeptDays = number | 'never';

/** What the settings of an account come to, defaults included. */
export interface AccountSettings {
  failurePolicy: FailurePolicy;
  retrySchedule: RetrySchedule;
  /** After how many days what is deleted; `never`: it is not. */
  retention: Record<RetentionKind, KeptDays>;
}

export const retentionKinds = ['events', 'bodies', 'attempts', 'undelivered', 'usage', 'notices', 'polls'] as const;
export type RetentionKind = (typeof retentionKinds)[number];

const policyName = 'notification.webhook.failure.policy';
const scheduleName = 'notification.webhook.retry.schedule';
const retentionName = (kind: RetentionKind) => `retention.${kind}.days`;

const retentionDefaults: Record<Exclude<RetentionKind, 'bodies'>, KeptDays> = {
  events: 30,
  attempts: 14,
  undelivered: 'never',
  usage: 30,
  notices: 90,
  polls: 30,
};

const retentionDescriptions: Record<RetentionKind, string> = {
  events: 'Days after which events with their notifications and deliveries, and received webhooks, are deleted.',
  bodies:
    'Days after which the record of an event is deleted, and the event itself stays. Not set: those of retention.events.days.',
  attempts: 'Days after which the attempts of deliveries are deleted.',
  undelivered: 'Days after which an event is deleted although a delivery of it is outstanding.',
  usage: 'Days after which entries of the usage log are deleted.',
  notices: 'Days after which notices are deleted.',
  polls: 'Days after which polls are deleted from the history. Of each resource 200 entries are kept at most.',
};

/** Every setting of an account, in the order in which they are listed. */
export const accountSettings: readonly AccountSetting[] = [
  {
    name: policyName,
    defaultValue: 'retry',
    description: `What happens when a callback URL fails, where the instance does not say: ${failurePolicies.join(' or ')}.`,
  },
  {
    name: scheduleName,
    defaultValue: 'standard',
    description:
      'When it is tried again, where the instance does not say: standard, extended, or seconds such as 10,60,300.',
  },
  ...retentionKinds.map((kind) => ({
    name: retentionName(kind),
    defaultValue: kind === 'bodies' ? undefined : String(retentionDefaults[kind]),
    description: `${retentionDescriptions[kind]} A whole number, or never.`,
  })),
];

/** A value as it is kept and shown: `NEVER` as `never`, `10, 020` as `10,20`. */
export const normalSetting = (value: string): string =>
  value
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/\b0+(?=\d)/g, '');

const mostDays = 36_500;

/** The path of an issue is the name of the setting. A name that is not in the list is refused. */
export function readAccountSettings(findings: Findings, values: Readonly<Record<string, string>>): AccountSettings {
  const names = accountSettings.map(({ name }) => name);
  for (const name of Object.keys(values)) {
    if (names.includes(name)) continue;
    refuse(findings, name, `unknown setting; allowed: ${names.join(', ')}.${suggestion(name, names)}`);
  }
  const days = (kind: RetentionKind, byDefault: KeptDays): KeptDays =>
    readDays(findings, retentionName(kind), values[retentionName(kind)]) ?? byDefault;
  const kept = (kind: keyof typeof retentionDefaults) => days(kind, retentionDefaults[kind]);
  const events = kept('events');
  return {
    failurePolicy: readFailurePolicy(findings, policyName, values[policyName]) ?? 'retry',
    retrySchedule: readRetrySchedule(findings, scheduleName, values[scheduleName]) ?? retrySchedules.standard,
    retention: {
      events,
      bodies: days('bodies', events),
      attempts: kept('attempts'),
      undelivered: kept('undelivered'),
      usage: kept('usage'),
      notices: kept('notices'),
      polls: kept('polls'),
    },
  };
}

function readDays(findings: Findings, path: string, value: string | undefined): KeptDays | undefined {
  if (value === undefined || isUnset(value)) return undefined;
  const text = value.trim().toLowerCase();
  if (text === 'never') return 'never';
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= mostDays) return Number(text);
  return refuse(
    findings,
    path,
    `found ${describeValue(value)}; allowed: a whole number of days from 1 to ${mostDays}, or never`,
  );
}
