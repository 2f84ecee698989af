import { Badge, Group, Paper, Table, Text } from '@mantine/core';
import { useIsAdmin, useSession } from '../../api/use-session.ts';
import { printPerson } from '../../parts/print-person.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { roleWords } from '../../parts/role-words.ts';
import { StatusBadge } from '../../parts/status-badge.tsx';
import type { User } from './people-query.ts';
import { PersonMenu } from './person-menu.tsx';

/** One row for each person; on a phone name, role and what can be done. */
export function PeopleTable({ people }: { people: User[] }) {
  const isAdmin = useIsAdmin();
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table aria-label="People">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th visibleFrom="sm">Status</Table.Th>
            <Table.Th visibleFrom="sm">Added</Table.Th>
            {isAdmin && <Table.Th w={64} aria-label="What can be done" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function PersonRow({ person }: { person: User }) {
  const { user } = useSession();
  const isAdmin = useIsAdmin();
  const { email, role, active, createdDate } = person;
  const name = printPerson(person);
  const status = <StatusBadge tone={active ? 'good' : 'paused'}>{active ? 'Active' : 'Not active'}</StatusBadge>;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text size="sm" fw={600} className="wrap-anywhere">
            {name}
          </Text>
          {person.id === user.id && <Badge color="gray">You</Badge>}
        </Group>
        {name !== email && (
          <Text size="sm" c="dimmed" className="wrap-anywhere">
            {email}
          </Text>
        )}
        {!active && (
          <Group hiddenFrom="sm" mt={4}>
            {status}
          </Group>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" title={roleWords[role].may}>
          {roleWords[role].label}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{status}</Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" span>
          <RelativeTime iso={createdDate} />
        </Text>
      </Table.Td>
      {isAdmin && (
        <Table.Td>
          <PersonMenu person={person} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}
