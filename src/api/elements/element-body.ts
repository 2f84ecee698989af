import { z } from 'zod';
import type { Connector } from '../../model/connector.ts';

/** A connector as the contract shows it inside an instance. Much of it is constant here, and there for its readers. */
export const elementBody = z
  .object({
    id: z.number(),
    name: z.string(),
    hookName: z.string(),
    key: z.string(),
    description: z.string(),
    image: z.string(),
    active: z.boolean(),
    deleted: z.boolean(),
    typeOauth: z.boolean(),
    trialAccount: z.boolean(),
    configDescription: z.string(),
    resources: z.array(z.unknown()),
    transformationsEnabled: z.boolean(),
    bulkDownloadEnabled: z.boolean(),
    bulkUploadEnabled: z.boolean(),
    cloneable: z.boolean(),
    extendable: z.boolean(),
    beta: z.boolean(),
    authentication: z.object({ type: z.string() }),
    extended: z.boolean(),
    hub: z.string(),
    protocolType: z.string(),
    parameters: z.array(z.unknown()),
    private: z.boolean(),
  })
  .meta({ id: 'Element' });

export type ElementBody = z.output<typeof elementBody>;

export const toElementBody = (connector: Connector): ElementBody => ({
  id: connector.id,
  name: connector.name,
  hookName: connector.name,
  key: connector.key,
  description: connector.description,
  image: '',
  active: true,
  deleted: false,
  typeOauth: connector.authentication.type === 'oauth2',
  trialAccount: false,
  configDescription: connector.description,
  resources: [],
  transformationsEnabled: false,
  bulkDownloadEnabled: false,
  bulkUploadEnabled: false,
  cloneable: false,
  extendable: false,
  beta: false,
  authentication: { type: connector.authentication.type === 'oauth2' ? 'oauth2' : 'custom' },
  extended: false,
  hub: connector.hub,
  protocolType: 'http',
  parameters: [],
  private: false,
});
