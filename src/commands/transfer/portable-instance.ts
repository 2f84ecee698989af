import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { maskedValue } from '../../model/instance-configuration/is-secret-key.ts';

/** What of an instance can leave its server: everything but secrets and tokens. */
export interface PortableInstance {
  name: string;
  element: { key: string };
  tags: string[];
  configuration: JsonRecord;
  /** What must be added before it can be made: keys of secret values, and `authorization` for the user's consent. */
  needs: string[];
  externalAuthentication?: string;
  providerData?: JsonRecord;
}

/** What stands in `needs` where a user has to consent again. */
export const authorization = 'authorization';

export const isInstance = (value: JsonValue): value is JsonRecord =>
  isRecord(value) && isRecord(value['element']) && isRecord(value['configuration']);

/**
 * An instance as a file or the API of a server describes it. Values that are not set and masked secrets are left out;
 * the latter are what it needs. Throws an Error for one without a name or a connector.
 */
export function portableInstance(value: JsonRecord): PortableInstance {
  const { name, element, configuration, tags, externalAuthentication, providerData } = value;
  const { key, typeOauth } = element as JsonRecord;
  if (typeof name !== 'string' || name === '')
    throw new Error('name: found nothing; allowed: the name of the instance');
  if (typeof key !== 'string') throw new Error('element.key: found nothing; allowed: the key of a connector');
  const values = Object.entries(configuration as JsonRecord);
  const masked = values.filter(([, one]) => one === maskedValue).map(([entry]) => entry);
  const told = Array.isArray(value['needs']) ? value['needs'].filter((one) => typeof one === 'string') : [];
  const consents = typeOauth === true ? [authorization] : [];
  return {
    name,
    element: { key },
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [name],
    configuration: Object.fromEntries(values.filter(([, one]) => one !== null && one !== maskedValue)),
    needs: [...new Set([...told, ...masked, ...consents])].toSorted(),
    ...(typeof externalAuthentication === 'string' && externalAuthentication !== 'none' && { externalAuthentication }),
    ...(isRecord(providerData) && { providerData }),
  };
}

/** What of its needs the file does not bring. */
export const missingOf = ({ needs, configuration, providerData, externalAuthentication }: PortableInstance): string[] =>
  needs.filter((need) =>
    need === authorization
      ? providerData === undefined && !(externalAuthentication === 'initial' && 'oauth.user.token' in configuration)
      : !Object.hasOwn(configuration, need),
  );
