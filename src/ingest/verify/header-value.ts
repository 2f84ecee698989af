import type { WebhookRequest } from '../../model/webhook-request.ts';

/** The value of a header, whatever the case of its name. Undefined where it is missing or empty. */
export const headerValue = ({ headers }: WebhookRequest, name: string): string | undefined =>
  headers[name.toLowerCase()]?.trim() || undefined;

/** What follows a prefix, which may be written in any case; undefined where the value does not begin with it. */
export const afterPrefix = (value: string, prefix: string): string | undefined =>
  value.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() ? value.slice(prefix.length).trim() : undefined;
