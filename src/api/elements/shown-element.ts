import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { toElementBody } from './element-body.ts';
import { elementConfiguration, elementConfigurationItem } from './element-configuration.ts';
import type { ExistingElement } from './existing-element.ts';

export const remarkBody = z
  .object({
    path: z.string().describe('The item of the document, e.g. `resources[3].hooks[0]`.'),
    outcome: z
      .enum(['notRun', 'changed', 'ignored'])
      .describe('Kept without effect; done in another way; without meaning here.'),
    reason: z.string(),
  })
  .meta({ id: 'ElementRemark' });

/** An element document has more members than these; all are answered as they were sent. */
export const elementDetails = z
  .looseObject({
    id: z.number(),
    key: z.string(),
    name: z.string(),
    hub: z.string(),
    active: z.boolean().describe('False: no new instances; those that there are go on.'),
    private: z.boolean().describe('True: the organisation has built or imported it.'),
    configuration: z.array(elementConfigurationItem),
    parameters: z.array(z.unknown()),
    resources: z.array(z.unknown()),
    hooks: z.array(z.unknown()),
    remarks: z
      .array(remarkBody)
      .describe('An addition: what of the element does not run here, or not as it is written, and why.'),
  })
  .meta({ id: 'ElementDetails' });

export type ElementDetails = z.output<typeof elementDetails>;

/** The document with our ids, and with the configuration entries that every connector has. */
export function shownElement(existing: ExistingElement): ElementDetails {
  const { id, active, element, connector, remarks } = existing;
  const { hooks, resources, parameters } = element;
  return {
    ...toElementBody(connector),
    ...element,
    id,
    key: connector.key,
    name: connector.name,
    hub: connector.hub,
    active,
    private: existing.version !== undefined,
    configuration: elementConfiguration(existing),
    hooks: listOf(hooks),
    resources: listOf(resources),
    parameters: listOf(parameters),
    remarks,
  };
}

/** Sends the version as ETag, for `If-Match` of changes. Connectors that come with the server have none. */
export function withVersion<Body>(
  reply: FastifyReply,
  { version }: Pick<ExistingElement, 'version'>,
  body: Body,
): Body {
  if (version !== undefined) reply.header('ETag', `"${version}"`);
  return body;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
