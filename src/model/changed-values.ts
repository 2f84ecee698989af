import { maskedValue } from './instance-configuration/is-secret-key.ts';

/** One value of an instance before and after a change; null: there was none. Of secrets only whether there is one. */
export interface ValueChange {
  /** `instance`: its name, its tags and whom its tokens come from. `configuration`: an entry. */
  part: 'instance' | 'configuration';
  key: string;
  before: string | null;
  after: string | null;
  secret: boolean;
}

export interface InstanceValues {
  name: string;
  tags: readonly string[];
  externalAuthentication: string;
  /** Secrets among them, in clear. */
  configuration: Readonly<Record<string, string>>;
  secretKeys: readonly string[];
}

/** What is to be compared of an instance that did not exist. */
export const noValues: InstanceValues = {
  name: '',
  tags: [],
  externalAuthentication: '',
  configuration: {},
  secretKeys: [],
};

/** What differs, by key. A value that is secret on either side is not told. */
export function changedValues(before: InstanceValues, after: InstanceValues): ValueChange[] {
  const secrets = new Set([...before.secretKeys, ...after.secretKeys]);
  const own = (['name', 'tags', 'externalAuthentication'] as const).flatMap((key) =>
    differing('instance', key, { before: textOf(before[key]), after: textOf(after[key]), secret: false }),
  );
  const keys = [...new Set([...Object.keys(before.configuration), ...Object.keys(after.configuration)])].toSorted();
  const values = keys.flatMap((key) =>
    differing('configuration', key, {
      before: before.configuration[key] ?? null,
      after: after.configuration[key] ?? null,
      secret: secrets.has(key),
    }),
  );
  return [...own, ...values];
}

const textOf = (value: string | readonly string[]): string | null => {
  const text = typeof value === 'string' ? value : value.join(', ');
  return text === '' ? null : text;
};

function differing(
  part: ValueChange['part'],
  key: string,
  { before, after, secret }: Pick<ValueChange, 'before' | 'after' | 'secret'>,
): ValueChange[] {
  if (before === after) return [];
  if (!secret) return [{ part, key, before, after, secret }];
  const masked = (value: string | null) => (value === null ? null : maskedValue);
  return [{ part, key, before: masked(before), after: masked(after), secret }];
}
