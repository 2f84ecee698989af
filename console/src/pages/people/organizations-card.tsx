import { Badge, Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../api/use-session.ts';
import { printNumber } from '../../parts/format.ts';
import { Pager } from '../../parts/pager.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { textOf, useUrlState, type RawSearch } from '../../parts/use-url-state.ts';
import { AddOrganization } from './add-organization.tsx';
import { organizationsQuery, type ListedOrganization } from './people-query.ts';

const parse = (search: RawSearch) => ({ page: textOf(search, 'page') });

const add = () => {
  const id = modals.open({
    title: 'Make an organisation',
    children: <AddOrganization onDone={() => modals.close(id)} />,
  });
};

/** All organisations of the server, for those who run it. */
export function OrganizationsCard() {
  const [{ page }, change] = useUrlState(parse);
  const organizations = useQuery(organizationsQuery(page));
  return (
    <Card>
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h4">
            Organisations of this server
          </Title>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            Make an organisation
          </Button>
        </Group>
        <Text size="sm" c="dimmed" maw="70ch">
          Your organisation runs this server, so you may make others. None sees anything of another, and you see nothing
          of theirs but these figures.
        </Text>
        <QueryState query={organizations} what="the organisations" rows={3}>
          {({ data, nextPage, total }) => (
            <>
              <OrganizationTable organizations={data} />
              <Pager
                token={page}
                nextPage={nextPage}
                total={total}
                noun="organisation"
                onPage={(token) => change({ page: token }, { push: true })}
              />
            </>
          )}
        </QueryState>
      </Stack>
    </Card>
  );
}

function OrganizationTable({ organizations }: { organizations: ListedOrganization[] }) {
  const { organization: own } = useSession();
  return (
    <Table aria-label="Organisations">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th ta="right">People</Table.Th>
          <Table.Th ta="right">Instances</Table.Th>
          <Table.Th visibleFrom="sm">Made</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {organizations.map(({ id, name, users, instances, createdDate }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Group gap="xs">
                <span className="wrap-anywhere">{name}</span>
                {id === own.id && <Badge color="gray">Yours</Badge>}
              </Group>
            </Table.Td>
            <Table.Td ta="right" className="tabular">
              {printNumber(users)}
            </Table.Td>
            <Table.Td ta="right" className="tabular">
              {printNumber(instances)}
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <RelativeTime iso={createdDate} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
