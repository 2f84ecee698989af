import { Alert, Button, Group, Stack, Switch } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconInfoCircle, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useIsAdmin } from '../../api/use-session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Pager } from '../../parts/pager.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { textOf, useUrlState, type RawSearch } from '../../parts/use-url-state.ts';
import { AddPerson } from './add-person.tsx';
import { peopleQuery } from './people-query.ts';
import { PeopleTable } from './people-table.tsx';

const parse = (search: RawSearch) => ({
  inactive: textOf(search, 'inactive') === 'true' ? true : undefined,
  page: textOf(search, 'page'),
});

const add = () => {
  const id = modals.open({ title: 'Add a person', children: <AddPerson onDone={() => modals.close(id)} /> });
};

/** Who works in the organisation, and what each may do. */
export function PeoplePage() {
  const [{ inactive = false, page }, change] = useUrlState(parse);
  const people = useQuery(peopleQuery({ inactive, nextPage: page }));
  const isAdmin = useIsAdmin();
  return (
    <>
      <PageHeader
        title="People"
        description="Who signs in to this organisation, and what each may do."
        actions={
          isAdmin && (
            <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={add}>
              Add a person
            </Button>
          )
        }
      />
      <Stack>
        {!isAdmin && (
          <Alert icon={<IconInfoCircle aria-hidden />} color="blue">
            Only admins add and change people. Ask one of those below.
          </Alert>
        )}
        <Group justify="flex-end">
          <Switch
            label="Show who is not active"
            checked={inactive}
            onChange={(event) => change({ inactive: event.currentTarget.checked || undefined, page: undefined })}
          />
        </Group>
        <QueryState query={people} what="the people">
          {({ data, nextPage, total }) =>
            data.length === 0 ? (
              <EmptyState title="Nobody is on this page">Go back to the first page.</EmptyState>
            ) : (
              <>
                <PeopleTable people={data} />
                <Pager
                  token={page}
                  nextPage={nextPage}
                  total={total}
                  noun="user"
                  onPage={(token) => change({ page: token }, { push: true })}
                />
              </>
            )
          }
        </QueryState>
      </Stack>
    </>
  );
}
