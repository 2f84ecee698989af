import { Anchor, Button, Group, Modal, Table, Text, TextInput } from '@mantine/core';
import { IconCopy, IconFileImport, IconPlus, IconPuzzle, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMayWrite } from '../../api/use-session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { EventBadges } from '../../parts/event-badges.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { type RawSearch, textOf, useUrlState, wordOf } from '../../parts/use-url-state.ts';
import { catalogueQuery, type ElementMetadata } from '../../api/catalogue-queries.ts';
import { CloneConnectorForm } from './own/clone-connector-form.tsx';
import { ConnectorMenu } from './own/connector-menu.tsx';
import { CreateConnectorForm } from './own/create-connector-form.tsx';
import { ImportConnectorForm } from './own/import-connector-form.tsx';

const ways = ['create', 'clone', 'import'] as const;
type Way = (typeof ways)[number];

const titles: Record<Way, string> = {
  create: 'Create a connector',
  clone: 'Clone a connector',
  import: 'Import a connector',
};
const forms = { create: CreateConnectorForm, clone: CloneConnectorForm, import: ImportConnectorForm };

const readState = (search: RawSearch) => ({ make: wordOf(search, 'make', ways), search: textOf(search, 'search') });

/** The connectors that the organisation has built. */
export function ConnectorsPage() {
  const [{ make, search }, setState] = useUrlState(readState);
  const query = useQuery(catalogueQuery);
  const navigate = useNavigate();
  const mayWrite = useMayWrite();
  const Form = make && forms[make];
  const buttons = mayWrite && <Ways onChosen={(way) => setState({ make: way })} />;
  return (
    <>
      <PageHeader
        title="Builder"
        description="Connectors that you have built, cloned or imported. They belong to your organisation alone."
        actions={buttons}
      />
      <QueryState query={query} what="the connectors">
        {(all) => (
          <Own
            connectors={all.filter((one) => one.private)}
            search={search ?? ''}
            onSearch={(text) => setState({ search: text || undefined })}
            buttons={buttons}
          />
        )}
      </QueryState>
      <Modal
        opened={make !== undefined}
        onClose={() => setState({ make: undefined })}
        title={make && titles[make]}
        size={make === 'import' ? 'xl' : 'lg'}
      >
        {Form && <Form onMade={({ key }) => void navigate({ to: `/builder/${key}` } as never)} />}
      </Modal>
    </>
  );
}

function Ways({ onChosen }: { onChosen: (way: Way) => void }) {
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} aria-hidden />}
        onClick={() => onChosen('import')}
      >
        Import
      </Button>
      <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={() => onChosen('clone')}>
        Clone
      </Button>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChosen('create')}>
        Create
      </Button>
    </>
  );
}

interface OwnProps {
  connectors: ElementMetadata[];
  search: string;
  onSearch: (text: string) => void;
  buttons: React.ReactNode;
}

function Own({ connectors, search, onSearch, buttons }: OwnProps) {
  if (connectors.length === 0)
    return (
      <EmptyState
        title="No connector of your own yet"
        icon={<IconPuzzle size={24} />}
        action={buttons && <Group justify="center">{buttons}</Group>}
      >
        Those that come with the server are in the catalogue. Build one for an API that is not there, or clone one to
        change how it works.
      </EmptyState>
    );
  const wanted = search.trim().toLowerCase();
  const found = connectors.filter(({ name, key, hub }) =>
    [name, key, hub].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <>
      {(connectors.length > 5 || search !== '') && (
        <TextInput
          aria-label="Search the connectors"
          placeholder="Search"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
          maw={320}
          mb="md"
        />
      )}
      {found.length === 0 ? (
        <Text c="dimmed">No connector matches “{search}”.</Text>
      ) : (
        <Table.ScrollContainer minWidth={320}>
          <OwnTable connectors={found} />
        </Table.ScrollContainer>
      )}
    </>
  );
}

function OwnTable({ connectors }: { connectors: ElementMetadata[] }) {
  return (
    <Table aria-label="Own connectors">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Connector</Table.Th>
          <Table.Th visibleFrom="sm">Hub</Table.Th>
          <Table.Th visibleFrom="sm">Events</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th aria-label="Actions" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {connectors.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              <Anchor component={Link} to={`/builder/${one.key}`} fw={600}>
                {one.name}
              </Anchor>
              <Text size="xs" c="dimmed">
                {one.key}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">{one.hub}</Table.Td>
            <Table.Td visibleFrom="sm">
              <Group gap={4}>
                <EventBadges methods={one.eventTypes} />
              </Group>
            </Table.Td>
            <Table.Td>
              <StatusBadge tone={one.active ? 'good' : 'paused'}>{one.active ? 'Active' : 'Inactive'}</StatusBadge>
            </Table.Td>
            <Table.Td ta="right">
              <ConnectorMenu connector={one} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
