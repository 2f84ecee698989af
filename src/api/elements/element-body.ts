import { z } from 'zod';
import { isBuilt } from '../../model/built-connector.ts';
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
  typeOauth: typeOf(connector).startsWith('oauth'),
  trialAccount: false,
  configDescription: connector.description,
  resources: [],
  transformationsEnabled: false,
  bulkDownloadEnabled: false,
  bulkUploadEnabled: false,
  cloneable: true,
  extendable: false,
  beta: false,
  authentication: { type: typeOf(connector) },
  extended: false,
  hub: connector.hub,
  protocolType: 'http',
  parameters: [],
  private: isBuilt(connector),
});

/** In the words of the contract. */
function typeOf({ authentication }: Connector): string {
  switch (authentication.type) {
    case 'oauth2':
      return authentication.grant === 'password' ? 'oauth2Password' : 'oauth2';
    case 'oauth1':
    case 'basic':
      return authentication.type;
    case 'apiKey':
    case 'bearer':
    case 'jwt':
    case 'session':
    case 'none':
      return 'custom';
  }
}
