import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageHeader } from '../parts/page-header.tsx';

/** An address that leads nowhere. */
export function PageNotFound() {
  return (
    <>
      <PageHeader title="Page not found" />
      <EmptyState
        title="There is nothing at this address"
        icon={<IconMapQuestion size={24} />}
        action={
          <Button component={Link} to="/instances">
            Go to the instances
          </Button>
        }
      >
        Perhaps the link is old, or a letter is missing in it.
      </EmptyState>
    </>
  );
}
