import { Button, SimpleGrid, Text } from '@mantine/core';
import { IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMayWrite } from '../../api/use-session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { printCount } from '../../parts/format.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { CatalogueFilters } from './catalogue-filters.tsx';
import { matching, readFilter } from './catalogue-filter.ts';
import { catalogueQuery, type ElementMetadata } from '../../api/catalogue-queries.ts';
import { ConnectorCard } from './connector-card.tsx';

/** The connectors that instances can be made of. */
export function CataloguePage() {
  const query = useQuery(catalogueQuery);
  const [filter, setFilter] = useUrlState(readFilter);
  return (
    <>
      <PageHeader
        title="Catalogue"
        description="The APIs that changes can come from. Choose one to see what it needs, and connect an account."
        actions={<BuildButton variant="default" />}
      />
      <CatalogueFilters all={query.data ?? []} filter={filter} onChange={setFilter} />
      <QueryState query={query} what="the connectors" rows={8}>
        {(all) => <Found all={all} found={matching(all, filter)} />}
      </QueryState>
    </>
  );
}

function Found({ all, found }: { all: ElementMetadata[]; found: ElementMetadata[] }) {
  const mayWrite = useMayWrite();
  if (found.length === 0)
    return (
      <EmptyState title="No connector matches" icon={<IconSearchOff size={24} />} action={mayWrite && <BuildButton />}>
        {mayWrite
          ? 'Try another word, or build a connector for the API that you have in mind.'
          : 'Try another word, or ask a colleague who may change things to build one.'}
      </EmptyState>
    );
  const count = printCount(found.length, 'connector');
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm" component="output" display="block">
        {found.length === all.length ? count : `${count} of ${all.length}`}
      </Text>
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} m={0} p={0} style={{ listStyle: 'none' }}>
        {found.map((one) => (
          <ConnectorCard key={one.id} connector={one} />
        ))}
      </SimpleGrid>
    </>
  );
}

function BuildButton({ variant }: { variant?: string }) {
  const mayWrite = useMayWrite();
  if (!mayWrite) return null;
  return (
    <Button component={Link} to="/builder" variant={variant} leftSection={<IconPlus size={16} aria-hidden />}>
      Build a connector
    </Button>
  );
}
