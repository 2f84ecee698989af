import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../../api/api-error.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import type { Instance } from '../instance-queries.ts';
import { AddressCard } from './address-card.tsx';
import { ReceivedList } from './received-list.tsx';
import { RegistrationsCard } from './registrations-card.tsx';
import { addressQuery } from './webhook-queries.ts';

/** Where the provider sends webhooks, how it was asked to, and what came. */
export function WebhooksTab({ instance }: { instance: Instance }) {
  const query = useQuery(addressQuery(instance.id));
  const { error } = query;
  if (error instanceof ApiError && error.code === 'webhook.not_taken') {
    return (
      <EmptyState title={`${instance.element.name} sends no webhooks`}>
        Changes of this instance are found by polls alone. A connector that you have built can take webhooks by a hook.
      </EmptyState>
    );
  }
  return (
    <Stack gap="xl">
      <QueryState query={query} what="the address for webhooks">
        {(address) => <AddressCard instanceId={instance.id} address={address} />}
      </QueryState>
      {query.data?.registersItself && <RegistrationsCard instance={instance} taken={query.data.taken} />}
      <ReceivedList instanceId={instance.id} />
    </Stack>
  );
}
