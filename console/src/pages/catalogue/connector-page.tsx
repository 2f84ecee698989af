import { Alert, Badge, Button, Grid, Group, Stack } from '@mantine/core';
import { IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMayWrite } from '../../api/use-session.ts';
import { ConnectorLogo } from '../../parts/connector-logo.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { setupQuery, type ElementSetup } from '../../api/catalogue-queries.ts';
import { ConnectorFacts } from './connector-facts.tsx';
import { ConnectorGuide } from './connector-guide.tsx';
import { ConnectorRemarks } from './connector-remarks.tsx';
import { ConnectorResources } from './connector-resources.tsx';

const parents = [{ label: 'Catalogue', to: '/catalogue' }];

/** What a connector is, and what has to be made at its provider before an account can be connected. */
export function ConnectorPage() {
  const { key = '' } = useParams({ strict: false });
  const query = useQuery(setupQuery(key));
  if (query.data === undefined)
    return (
      <>
        <PageHeader title={key} parents={parents} />
        <QueryState query={query} what="the connector">
          {() => null}
        </QueryState>
      </>
    );
  return <Connector setup={query.data} />;
}

function Connector({ setup }: { setup: ElementSetup }) {
  const { key, name, description, active } = setup;
  return (
    <>
      <PageHeader
        title={name}
        description={description}
        parents={parents}
        badges={
          <Group gap={6}>
            <Badge color="gray">{setup.hub}</Badge>
            {setup.private && <Badge color="violet">Built here</Badge>}
          </Group>
        }
        actions={<Actions setup={setup} />}
      />
      {!active && (
        <Alert
          color="yellow"
          icon={<IconInfoCircle aria-hidden />}
          mb="md"
          title="This connector takes no new instances"
        >
          Those that there are go on. The builder lets it take new ones again.
        </Alert>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
          <Stack gap="lg">
            <ConnectorGuide setup={setup} />
            <ConnectorResources setup={setup} />
            <ConnectorRemarks remarks={setup.remarks} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
          <ConnectorFacts setup={setup} logo={<ConnectorLogo connectorKey={key} name={name} />} />
        </Grid.Col>
      </Grid>
    </>
  );
}

function Actions({ setup: { key, active, private: built } }: { setup: ElementSetup }) {
  const mayWrite = useMayWrite();
  if (!mayWrite) return null;
  return (
    <>
      {built ? (
        <Button component={Link} to={`/builder/${key}`} variant="default">
          Edit in the builder
        </Button>
      ) : (
        <Button component={Link} to="/builder" search={{ make: 'clone', from: key } as never} variant="default">
          Clone to change it
        </Button>
      )}
      {active && (
        <Button component={Link} to={`/catalogue/${key}/new`} leftSection={<IconPlus size={16} aria-hidden />}>
          Create an instance
        </Button>
      )}
    </>
  );
}
