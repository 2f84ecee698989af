import { z } from 'zod';
import { connectorHooksSchema } from '../../model/connector-hooks.ts';
import { connectorSchema } from '../../model/connector.ts';
import { invalidElement, memberOf, type ElementDocument } from '../../model/element/element-document.ts';
import { schemaIssues } from '../../model/findings/schema-issues.ts';
import { describeValue } from '../../model/findings/describe-value.ts';
import { isRecord } from '../../lib/json.ts';

const members = connectorSchema.shape;

/** What the element's form cannot say of a connector, and stands in its `tidings.connector`. */
export const nativeConnectorSchema = z.strictObject({
  documentation: members.documentation,
  headers: members.headers,
  authentication: members.authentication,
  unauthorizedStatuses: members.unauthorizedStatuses,
  successWhen: members.successWhen,
  rateLimit: members.rateLimit,
  accountKeys: members.accountKeys,
  lifecycle: members.lifecycle,
  baseUrl: members.baseUrl.optional(),
  webhooks: members.webhooks,
  hooks: connectorHooksSchema.pick({ eventOnPolled: true }).optional(),
  events: members.events.omit({ polling: true }).prefault({}),
});

export type NativeConnector = z.output<typeof nativeConnectorSchema>;

/** Undefined where the document says nothing in our own form. Throws `connector.invalid`. */
export function nativeConnector({ tidings }: ElementDocument): NativeConnector | undefined {
  const given = tidings && memberOf(tidings, 'connector');
  if (given === undefined) return undefined;
  if (!isRecord(given)) {
    const message = `found ${describeValue(given)}; allowed: an object`;
    throw invalidElement([{ path: 'tidings.connector', message }]);
  }
  const parsed = nativeConnectorSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = schemaIssues(nativeConnectorSchema, given, parsed.error);
  throw invalidElement(issues.map(({ path, message }) => ({ path: `tidings.connector.${path}`, message })));
}
