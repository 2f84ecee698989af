import type { Draft } from './draft.ts';

/** What both ways to an instance have in common. */
export const toRequest = ({ name, tags, configuration }: Draft) => ({
  name: name.trim(),
  ...(tags.length > 0 && { tags }),
  configuration: { ...configuration },
});

/** The body of `POST /elements/{key}/instances`. */
export const toInstanceBody = (draft: Draft) => ({
  ...toRequest(draft),
  ...(draft.bringsTokens && { externalAuthentication: 'initial' as const }),
});

/** The body of `POST /instances/callback-test`: what counts for a delivery, of what has been entered so far. */
export function toCallbackTest({ configuration }: Pick<Draft, 'configuration'>) {
  const body: Record<string, string> = {};
  for (const [member, key] of Object.entries(testMembers)) {
    const value = configuration[key];
    if (value === undefined || value === null || value === '') continue;
    body[member] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return { url: '', ...body };
}

const testMembers = {
  url: 'event.notification.callback.url',
  signatureKey: 'event.notification.signature.key',
  format: 'event.notification.format',
  headers: 'event.notification.callback.headers',
  username: 'event.notification.basic.username',
  password: 'event.notification.basic.password',
  redirects: 'event.notification.redirects',
  timeoutSeconds: 'event.notification.timeout.seconds',
} as const;
