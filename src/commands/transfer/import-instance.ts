import { canonicalJson } from '../../lib/canonical-json.ts';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import { sanitiseText } from '../../provision/sanitise-text.ts';
import type { ImportOptions } from './import-element.ts';
import type { ImportOutcome, ImportState } from './import-outcome.ts';
import { authorization, missingOf, portableInstance, type PortableInstance } from './portable-instance.ts';
import { expectAnswer, Refusal, type ServerClient } from './server-client.ts';

export interface InstanceImportOptions extends ImportOptions {
  /** True: also instances whose secrets are missing are asked for. */
  withIncomplete: boolean;
  /** The ids of instances that files of this run have made or are the same as: none stands for two files. */
  matched: Set<number>;
}

interface InstanceFile {
  file: string;
  instance: JsonRecord;
}

/**
 * Makes or changes one instance, in one request. It is known by its name and its connector; of several files of one name each
 * has an instance of its own, in their order. Throws what the server refuses.
 */
export async function importInstance(
  { client, update, withIncomplete, matched }: InstanceImportOptions,
  { file, instance }: InstanceFile,
): Promise<ImportOutcome> {
  const portable = portableInstance(instance);
  const what = `instance ${JSON.stringify(portable.name)} of ${portable.element.key}`;
  const outcome = (state: ImportState, detail?: string) => ({
    file,
    what,
    state,
    ...(detail !== undefined && { detail }),
  });
  const stands = client && (await existing(client, portable, matched));
  if (client && stands) {
    matched.add(stands['id'] as number);
    if (isSame(portableInstance(stands), portable)) return outcome('unchanged');
    if (!update) return outcome('exists', 'it differs from the file; --update changes it');
    const { tags, configuration } = portable;
    await expectAnswer(client, 'PATCH', `/instances/${String(stands['id'] as number)}`, { tags, configuration });
    return outcome('updated');
  }
  const missing = missingOf(portable);
  if (missing.length > 0 && !withIncomplete) return outcome('incomplete', needed(missing, portable));
  if (!client) return outcome('would be made');
  const { needs: _told, ...body } = portable;
  const made = (await expectAnswer(client, 'POST', '/instances', body as unknown as JsonValue)) as JsonRecord;
  matched.add(made['id'] as number);
  return outcome('made');
}

/** The instance that a file stands for, if it is there. Throws an Error when that cannot be told. */
async function existing(
  client: ServerClient,
  portable: PortableInstance,
  matched: ReadonlySet<number>,
): Promise<JsonRecord | undefined> {
  const name = sanitiseText(portable.name);
  const path = `/elements/${portable.element.key}/instances?pageSize=1000&searchText=${encodeURIComponent(name)}`;
  const answer = await client.call('GET', path);
  if (answer.status === 404) return undefined;
  if (answer.status >= 300) throw new Refusal(answer);
  const named = (answer.body as JsonRecord[]).filter(
    (one) => one['name'] === name && !matched.has(one['id'] as number),
  );
  const same = named.find((one) => isSame(portableInstance(one), portable));
  if (!same && named.length > 1)
    throw new Error(`${named.length} instances have this name; which one is meant cannot be told`);
  return same ?? named[0];
}

const isSame = (left: PortableInstance, right: PortableInstance): boolean =>
  canonicalJson(written(left)) === canonicalJson(written(right));

/** What a change of an instance can say, as the server keeps it. */
const written = ({ tags, configuration }: PortableInstance): JsonRecord => ({
  tags: tags.map(sanitiseText),
  configuration: Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key, asText(value)])),
});

const asText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

function needed(missing: string[], { element }: PortableInstance): string {
  const values = missing.filter((need) => need !== authorization);
  const told = [
    ...(values.length > 0 ? [`add ${values.join(', ')} to its configuration`] : []),
    ...(missing.includes(authorization)
      ? [`let its user consent (GET /elements/${element.key}/oauth/url) and add the code as providerData`]
      : []),
  ];
  return `needs ${missing.join(', ')}: ${told.join('; ')}. --with-incomplete tries without`;
}
