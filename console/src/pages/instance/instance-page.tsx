import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { LoadingState } from '../../parts/loading-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { useUrlState, wordOf } from '../../parts/use-url-state.ts';
import { setupQuery } from '../../api/catalogue-queries.ts';
import { InstanceHeader } from './instance-header.tsx';
import { healthQuery, instanceQuery, type Instance } from './instance-queries.ts';
import { OverviewTab } from './overview/overview-tab.tsx';

const PollingTab = lazy(() => import('./polling/polling-tab.tsx').then((m) => ({ default: m.PollingTab })));
const WebhooksTab = lazy(() => import('./webhooks/webhooks-tab.tsx').then((m) => ({ default: m.WebhooksTab })));
const InstanceEvents = lazy(() => import('./events/instance-events.tsx').then((m) => ({ default: m.InstanceEvents })));
const InstanceReplays = lazy(() =>
  import('./replays/instance-replays.tsx').then((m) => ({ default: m.InstanceReplays })),
);
const ConfigurationTab = lazy(() =>
  import('./configuration/configuration-tab.tsx').then((m) => ({ default: m.ConfigurationTab })),
);

const tabs = ['overview', 'polling', 'webhooks', 'events', 'replays', 'configuration'] as const;
type Tab = (typeof tabs)[number];

const labels: Record<Tab, string> = {
  overview: 'Overview',
  polling: 'Polling',
  webhooks: 'Webhooks',
  events: 'Events',
  replays: 'Replays',
  configuration: 'Configuration',
};

/** An instance, for the one who looks after it. */
export function InstancePage() {
  const { id: named } = useParams({ strict: false }) as { id: string };
  const id = Number(named);
  const query = useQuery(instanceQuery(id));
  return (
    <>
      {!query.data && <PageHeader title={`Instance ${named}`} parents={[{ label: 'Instances', to: '/instances' }]} />}
      <QueryState query={query} what="the instance">
        {(instance) => <LoadedInstance key={instance.id} instance={instance} />}
      </QueryState>
    </>
  );
}

function LoadedInstance({ instance }: { instance: Instance }) {
  const { id, element } = instance;
  // What another tab keeps in the URL means nothing in this one: a tab begins with its name alone.
  const [{ tab }, setUrl] = useUrlState((search) => ({ tab: wordOf(search, 'tab', tabs) ?? 'overview' }));
  const health = useQuery(healthQuery(id));
  const { data: setup } = useQuery(setupQuery(element.key));
  const open = (next: string | null) => {
    const cleared = Object.fromEntries(
      [...new URLSearchParams(window.location.search).keys()].map((key) => [key, undefined]),
    );
    setUrl(
      { ...cleared, tab: next === 'overview' ? undefined : ((next ?? undefined) as Tab | undefined) },
      { push: true },
    );
  };
  return (
    <>
      <InstanceHeader
        instance={instance}
        health={health.data}
        asksForConsent={setup?.authentication.consent}
        onConfigure={() => open('configuration')}
      />
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List mb="lg">
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {labels[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <Suspense fallback={<LoadingState label={`Loading ${labels[name].toLowerCase()}`} />}>
              {name === 'overview' && <OverviewTab instance={instance} health={health} />}
              {name === 'polling' && <PollingTab instance={instance} />}
              {name === 'webhooks' && <WebhooksTab instance={instance} />}
              {name === 'events' && <InstanceEvents instanceId={id} />}
              {name === 'replays' && <InstanceReplays instanceId={id} />}
              {name === 'configuration' && <ConfigurationTab instance={instance} />}
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
