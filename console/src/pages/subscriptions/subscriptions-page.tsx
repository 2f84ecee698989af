import { Button } from '@mantine/core';
import { IconBell, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMayWrite } from '../../api/use-session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Pager } from '../../parts/pager.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { textOf, useUrlState, type RawSearch } from '../../parts/use-url-state.ts';
import { SubscriptionForm } from './subscription-form.tsx';
import { subscriptionsQuery, type Subscription } from './subscription-queries.ts';
import { SubscriptionTable } from './subscription-table.tsx';

const parse = (raw: RawSearch) => ({ page: textOf(raw, 'page') });

/** Callback URLs with topics, beside those that instances have by themselves. */
export function SubscriptionsPage() {
  const [{ page }, change] = useUrlState(parse);
  const query = useQuery(subscriptionsQuery(page));
  /** What the form is open for. */
  const [form, setForm] = useState<{ edited: Subscription | undefined }>();
  const mayWrite = useMayWrite();
  const make = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setForm({ edited: undefined })}>
      Make a subscription
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Subscriptions"
        description="Callback URLs that get what is told under topics of your choice. The callback URL of an instance stands on the page of the instance."
        actions={mayWrite && make}
      />
      <QueryState query={query} what="the subscriptions">
        {({ data, nextPage, total }) =>
          data.length === 0 ? (
            <EmptyState title="No subscriptions yet" icon={<IconBell size={24} />}>
              Instances send their events without one. Make a subscription to send the events of several instances to
              one more place, or messages of your own.
            </EmptyState>
          ) : (
            <>
              <SubscriptionTable subscriptions={data} onEdit={(edited) => setForm({ edited })} />
              <Pager
                token={page}
                nextPage={nextPage}
                total={total}
                noun="subscription"
                onPage={(token) => change({ page: token }, { push: true })}
              />
            </>
          )
        }
      </QueryState>
      {form && <SubscriptionForm edited={form.edited} onClose={() => setForm(undefined)} />}
    </>
  );
}
