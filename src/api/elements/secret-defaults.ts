import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { isSecretKey, maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import { entriesOf } from './entries-of.ts';

/** For users who may only read: default values of secret entries, such as the client secret of an app, are masked. */
export function withoutSecretDefaults<Shown extends { connector: Connector; element: JsonRecord }>(
  existing: Shown,
): Shown {
  const { connector, element } = existing;
  const masked = <Entry extends { key: string; defaultValue?: JsonValue | undefined }>(entry: Entry): Entry =>
    (entry.defaultValue ?? '') !== '' && isSecretKey(entry.key, connector.configuration)
      ? { ...entry, defaultValue: maskedValue }
      : entry;
  return {
    ...existing,
    element: { ...element, configuration: entriesOf(element).map(masked) },
    connector: { ...connector, configuration: connector.configuration.map(masked) },
  };
}
