import { SimpleGrid, Stack } from '@mantine/core';
import { PageHeader } from '../../parts/page-header.tsx';
import { OwnName } from './own-name.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnSecret } from './own-secret.tsx';

/** What everybody may change of himself. */
export function ProfilePage() {
  return (
    <>
      <PageHeader title="Profile" description="Your name, your password and the secret of your programs." />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Stack gap="lg">
          <OwnName />
          <OwnSecret />
        </Stack>
        <OwnPassword />
      </SimpleGrid>
    </>
  );
}
