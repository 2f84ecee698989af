import { Button } from '@mantine/core';
import { useHotkeys, useMediaQuery, useWindowEvent } from '@mantine/hooks';
import { IconPlugConnected, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Page } from '../../api/client.ts';
import { useMayWrite } from '../../api/use-session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { NumberedPager } from '../../parts/numbered-pager.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { InstanceCards } from './instance-cards.tsx';
import { InstanceFilters } from './instance-filters.tsx';
import { instancesQuery, type ListedInstance } from './instance-list-queries.ts';
import { everything, isNarrowed, pageSize, parseInstanceSearch, type InstanceSearch } from './instance-search.ts';
import { InstanceSummary } from './instance-summary.tsx';
import { InstanceTable } from './instance-table.tsx';
import { rowToFocus } from './move-focus.ts';

/** The home of the console: all instances, and how they are. */
export function InstancesPage() {
  const [search, change] = useUrlState(parseInstanceSearch);
  const query = useQuery(instancesQuery(search));
  const searchField = useRef<HTMLInputElement>(null);
  const narrow = (values: Partial<InstanceSearch>) => change({ page: undefined, ...values });
  useHotkeys([['/', () => searchField.current?.focus()]]);
  useWindowEvent('keydown', moveByArrows);
  const mayWrite = useMayWrite();
  const create = (
    <Button component={Link} to="/catalogue" leftSection={<IconPlus size={16} aria-hidden />}>
      Create instance
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Instances"
        description="The connected accounts of your customers, and whether their changes arrive."
        actions={mayWrite && create}
      />
      <InstanceSummary />
      <InstanceFilters search={search} onChange={narrow} searchField={searchField} />
      <QueryState query={query} what="the instances" rows={8}>
        {(page) => (
          <InstanceList
            page={page}
            search={search}
            onTag={(tag) => change({ tag, page: undefined }, { push: true })}
            onPage={(number) => change({ page: number === 1 ? undefined : number }, { push: true })}
            onShowAll={() => change(everything)}
          />
        )}
      </QueryState>
    </>
  );
}

interface InstanceListProps {
  page: Page<ListedInstance[]>;
  search: InstanceSearch;
  onTag: (tag: string) => void;
  onPage: (page: number) => void;
  onShowAll: () => void;
}

function InstanceList({ page, search, onTag, onPage, onShowAll }: InstanceListProps) {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const { data: instances, total } = page;
  if (instances.length === 0)
    return <NoInstances isNarrowed={isNarrowed(search) || (total ?? 0) > 0} onShowAll={onShowAll} />;
  const List = isNarrow ? InstanceCards : InstanceTable;
  return (
    <>
      <List instances={instances} onTag={onTag} />
      <NumberedPager
        page={search.page ?? 1}
        pageSize={pageSize}
        total={total ?? instances.length}
        onPage={onPage}
        noun="instance"
      />
    </>
  );
}

function NoInstances({ isNarrowed: hides, onShowAll }: { isNarrowed: boolean; onShowAll: () => void }) {
  const mayWrite = useMayWrite();
  if (hides) {
    const action = (
      <Button variant="default" onClick={onShowAll}>
        Show all instances
      </Button>
    );
    return (
      <EmptyState title="No instance matches" icon={<IconSearchOff size={24} />} action={action}>
        Try another word, or fewer filters.
      </EmptyState>
    );
  }
  const action = mayWrite ? (
    <Button component={Link} to="/catalogue">
      Choose a connector
    </Button>
  ) : undefined;
  return (
    <EmptyState title="No instances yet" icon={<IconPlugConnected size={24} />} action={action}>
      An instance is one account of a customer at a provider. Choose the provider's connector, authenticate, and say
      which resources to poll; events follow by themselves.
    </EmptyState>
  );
}

/** Arrows go from the search field through the names; Enter opens, as they are links. */
function moveByArrows(event: KeyboardEvent): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const active = document.activeElement;
  const from = rows.findIndex((row) => row === active);
  if (from < 0 && !(active instanceof HTMLInputElement && active.type === 'search')) return;
  const to = rowToFocus(event.key, from, rows.length);
  if (to === undefined) return;
  event.preventDefault();
  rows[to]?.focus();
}
