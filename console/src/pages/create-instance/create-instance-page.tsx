import { Button } from '@mantine/core';
import { IconLock, IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMayWrite } from '../../api/use-session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { setupQuery, type ElementSetup } from '../../api/catalogue-queries.ts';
import { CreateInstance } from './create-instance.tsx';
import { parentsOf } from './parents.ts';

/** Connects an account, and says what is to be told of it to whom. */
export function CreateInstancePage() {
  const { key = '' } = useParams({ strict: false });
  const mayWrite = useMayWrite();
  // What is being entered is not to be disturbed by a newer answer.
  const query = useQuery({ ...setupQuery(key), refetchOnWindowFocus: false, staleTime: Infinity });
  const name = query.data?.name ?? key;
  if (mayWrite && query.data?.active) return <CreateInstance key={key} setup={query.data} />;
  return (
    <>
      <PageHeader title={`New instance of ${name}`} parents={parentsOf({ key, name })} />
      <QueryState query={query} what="the connector">
        {(setup) => <WhyNot setup={setup} mayWrite={mayWrite} />}
      </QueryState>
    </>
  );
}

function WhyNot({ setup, mayWrite }: { setup: ElementSetup; mayWrite: boolean }) {
  const back = (
    <Button component={Link} to={`/catalogue/${setup.key}`} variant="default">
      Back to {setup.name}
    </Button>
  );
  if (!mayWrite)
    return (
      <EmptyState title="You may only look" icon={<IconLock size={24} />} action={back}>
        Viewers do not make instances. Ask an admin of your organisation for the role of a member.
      </EmptyState>
    );
  return (
    <EmptyState title={`${setup.name} takes no new instances`} icon={<IconPlayerPause size={24} />} action={back}>
      Somebody has switched it off in the builder. The instances that there are go on.
    </EmptyState>
  );
}
