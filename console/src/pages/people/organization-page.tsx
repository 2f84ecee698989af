import { Alert, Stack } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useIsAdmin } from '../../api/use-session.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { OrganizationName } from './organization-name.tsx';
import { OrganizationSecret } from './organization-secret.tsx';
import { OrganizationsCard } from './organizations-card.tsx';
import { organizationQuery } from './people-query.ts';

/** The own organisation; for operators also all others of the server. */
export function OrganizationPage() {
  const organization = useQuery(organizationQuery);
  const isAdmin = useIsAdmin();
  return (
    <>
      <PageHeader title="Organisation" description="What connectors, instances and people of this console belong to." />
      <QueryState query={organization} what="the organisation">
        {(own) => (
          <Stack gap="lg">
            {!isAdmin && (
              <Alert icon={<IconInfoCircle aria-hidden />} color="blue">
                Only admins change the organisation and its secret.
              </Alert>
            )}
            <OrganizationName organization={own} />
            {isAdmin && <OrganizationSecret organization={own} />}
            {isAdmin && own.operator && <OrganizationsCard />}
          </Stack>
        )}
      </QueryState>
    </>
  );
}
