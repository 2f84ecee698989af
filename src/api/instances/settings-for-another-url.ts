const formatKey = 'event.notification.format';
const signatureKey = 'event.notification.signature.key';
const previousKey = 'event.notification.signature.key.previous';

/**
 * What of the configuration of an instance counts for another URL than its own. A receiver there is sent what it can check by
 * the same key, in the same format; headers and credentials that are meant for the instance's own URL stay with it. A key in
 * `config`, which is given beside the URL, has nothing to do with the instance's previous one.
 */
export function settingsForAnotherUrl(
  configuration: Readonly<Record<string, string>>,
  config: Readonly<Record<string, unknown>> = {},
): Record<string, string> {
  const keys = signatureKey in config ? [formatKey] : [formatKey, signatureKey, previousKey];
  return Object.fromEntries(Object.entries(configuration).filter(([key]) => keys.includes(key)));
}
