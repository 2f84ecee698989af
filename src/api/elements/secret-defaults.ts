import { draftChange, type ElementDraft } from '../../catalog/build/draft-element.ts';
import type { ConnectorIssue } from '../../catalog/connector-issue.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { invalidElement } from '../../model/element/element-document.ts';
import { isSecretKey, maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import type { StoredConnector } from '../../store/stored-connector.ts';
import type { Identity } from '../authorization.ts';
import { entriesOf, isEntry, type DocumentEntry } from './entries-of.ts';

/** What a caller may see: users who may only read, and browser sessions, no secrets. */
export const seenBy = <Shown extends { connector: Connector; element: JsonRecord }>(
  { caller, via }: Identity,
  existing: Shown,
): Shown => (caller.role === 'viewer' || via === 'session' ? withoutSecretDefaults(existing) : existing);

/**
 * The change of a connector to the document `sent`. A mask in it means: unchanged. Where nothing stands for it, it stays, and
 * is refused as a value. Throws `connector.invalid` where an entry whose mask was sent back would no longer be secret.
 */
export function draftUnmasked(before: StoredConnector, sent: JsonRecord): ElementDraft {
  const stored = new Map(entriesOf(before.element).map(({ key, defaultValue }) => [key, defaultValue]));
  const masked = entriesOf(sent).filter(({ key, defaultValue }) => defaultValue === maskedValue && stored.has(key));
  const draft = draftChange(before, withValues(sent, stored));
  const shown = masked.filter(({ key }) => !isSecretKey(key, draft.connector.configuration));
  if (shown.length > 0) throw invalidElement(shown.map(noLongerSecret));
  return draft;
}

const noLongerSecret = ({ key }: DocumentEntry): ConnectorIssue => ({
  path: `configuration.${key}.defaultValue`,
  message: `found "${maskedValue}", which stands for a secret, in an entry that is none; allowed: the value itself, or none`,
});

function withValues(sent: JsonRecord, stored: ReadonlyMap<string, JsonValue | undefined>): JsonRecord {
  const { configuration } = sent;
  if (!Array.isArray(configuration)) return sent;
  const unmasked = configuration.map((entry) => {
    if (!isRecord(entry) || entry['defaultValue'] !== maskedValue || typeof entry['key'] !== 'string') return entry;
    const value = stored.get(entry['key']);
    return value === undefined ? entry : { ...entry, defaultValue: value };
  });
  return { ...sent, configuration: unmasked };
}

/** Default values of secret entries, such as the client secret of an app, are masked. */
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
    element: Array.isArray(element['configuration'])
      ? { ...element, configuration: element['configuration'].map((entry) => (isEntry(entry) ? masked(entry) : entry)) }
      : element,
    connector: { ...connector, configuration: connector.configuration.map(masked) },
  };
}
