import { Badge, Button, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMayWrite } from '../../api/use-session.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useUrlState, wordOf, type RawSearch } from '../../parts/use-url-state.ts';
import { connectorQuery, type BuiltConnector } from './builder-query.ts';
import { EventsTab } from './events/events-tab.tsx';
import { OverviewTab } from './overview/overview-tab.tsx';

const tabs = ['overview', 'events'] as const;
const readTab = (search: RawSearch) => ({ tab: wordOf(search, 'tab', tabs) });
const parents = [{ label: 'Builder', to: '/builder' }];

/** One connector: what it is, and how its changes become events. */
export function BuilderPage() {
  const { key = '' } = useParams({ strict: false });
  const query = useQuery(connectorQuery(key));
  const mayWrite = useMayWrite();
  const title = query.data?.details.name ?? key;
  return (
    <>
      <PageHeader
        title={title}
        parents={parents}
        badges={query.data && <Badges connector={query.data} />}
        actions={
          mayWrite &&
          query.data?.details.active && (
            <Button
              component={Link}
              to={`/catalogue/${key}/new`}
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              Create an instance
            </Button>
          )
        }
      />
      <QueryState query={query} what="the connector">
        {(connector) => <BuilderTabs key={connector.details.key} connector={connector} />}
      </QueryState>
    </>
  );
}

function Badges({ connector: { details } }: { connector: BuiltConnector }) {
  return (
    <>
      <Badge color="gray">{details.private ? 'Your own' : 'Built in'}</Badge>
      {!details.active && <StatusBadge tone="paused">Takes no new instances</StatusBadge>}
    </>
  );
}

function BuilderTabs({ connector }: { connector: BuiltConnector }) {
  const [{ tab = 'overview' }, change] = useUrlState(readTab);
  return (
    <Tabs value={tab} onChange={(value) => change({ tab: value === 'events' ? 'events' : undefined }, { push: true })}>
      <Tabs.List mb="lg" aria-label="Parts of the connector">
        <Tabs.Tab value="overview">Overview</Tabs.Tab>
        <Tabs.Tab value="events">Events</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="overview">
        <OverviewTab connector={connector} />
      </Tabs.Panel>
      <Tabs.Panel value="events">
        <EventsTab connector={connector} />
      </Tabs.Panel>
    </Tabs>
  );
}
