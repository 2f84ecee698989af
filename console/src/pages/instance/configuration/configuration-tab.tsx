import { Group, SegmentedControl, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../../../parts/query-state.tsx';
import { useUrlState, wordOf } from '../../../parts/use-url-state.ts';
import { setupQuery } from '../../../api/catalogue-queries.ts';
import type { Instance } from '../instance-queries.ts';
import { ChangeHistory } from './change-history.tsx';
import { ConfigurationForm } from './configuration-form.tsx';
import { ConfigurationJson } from './configuration-json.tsx';

const views = ['form', 'json', 'history'] as const;
const labels = { form: 'Form', json: 'JSON', history: 'History' } as const;

/** What the instance is set up with, and who changed what of it. */
export function ConfigurationTab({ instance }: { instance: Instance }) {
  const [{ view }, setUrl] = useUrlState((search) => ({ view: wordOf(search, 'view', views) ?? 'form' }));
  const setup = useQuery(setupQuery(instance.element.key));
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {view === 'history' ? 'Changes' : 'Configuration'}
        </Title>
        <SegmentedControl
          aria-label="View"
          size="xs"
          value={view}
          onChange={(value) => setUrl({ view: value as (typeof views)[number], page: undefined } as never)}
          data={views.map((value) => ({ value, label: labels[value] }))}
        />
      </Group>
      {view === 'history' && <ChangeHistory instanceId={instance.id} />}
      {view !== 'history' && (
        <QueryState query={setup} what="the entries of the connector">
          {(connector) =>
            view === 'form' ? (
              <ConfigurationForm instance={instance} connector={connector} />
            ) : (
              <ConfigurationJson instance={instance} connector={connector} />
            )
          }
        </QueryState>
      )}
    </Stack>
  );
}
