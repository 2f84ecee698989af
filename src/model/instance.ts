/** A customer's account at a provider, registered with us. */
export interface Instance {
  id: number;
  organizationId: number;
  accountId: number;
  userId: number;
  connectorKey: string;
  name: string;
  tags: string[];
  /** All values as strings, as the contract returns them; secret values are in clear here and masked at the door. */
  configuration: Record<string, string>;
  disabled: boolean;
  /** `reconnect`: the provider refused the credentials for good; the owner must authorize again. */
  connection: 'connected' | 'reconnect';
  externalAuthentication: string;
  /** Epoch milliseconds. */
  createdAt: number;
  updatedAt: number;
}

/** Who an instance is, without its configuration. */
export type InstanceIdentity = Pick<
  Instance,
  'id' | 'organizationId' | 'accountId' | 'userId' | 'connectorKey' | 'name' | 'tags'
>;
