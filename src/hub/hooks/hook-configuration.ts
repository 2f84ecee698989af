import { configurationDefaults } from '../../model/instance-configuration/configuration-defaults.ts';
import type { ProviderAccount } from '../provider-account.ts';

/** The configuration as hooks see it: entries that the instance has no value for have their defaults. */
export const hookConfiguration = ({
  connector,
  configuration,
}: Pick<ProviderAccount, 'connector' | 'configuration'>): Record<string, string> => ({
  ...configurationDefaults(connector),
  ...configuration,
});
