import { Box, Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearch } from '@tanstack/react-router';
import { sessionQuery } from '../../api/session.ts';
import { LoadingState } from '../../parts/loading-state.tsx';
import { FirstTime } from './first-time.tsx';
import { localPath } from './local-path.ts';
import { SignInForm } from './sign-in-form.tsx';

/** For everybody; who is signed in already goes on to where he wanted to go. */
export function SignInPage() {
  useDocumentTitle('Sign in · Tidings');
  const search: { next?: unknown; ended?: unknown } = useSearch({ strict: false });
  const session = useQuery({ ...sessionQuery, retry: false });
  const next = localPath(search.next);
  if (session.data) return <Navigate to={next} replace />;
  return (
    <Center
      component="main"
      mih="100dvh"
      p="md"
      bg="light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-8))"
    >
      <Box w="100%" maw={400}>
        <Group justify="center" gap={10} mb="lg">
          <img src="/icon.svg" width={36} height={36} alt="" />
          <Text fw={700} fz={24} style={{ letterSpacing: '-0.01em' }}>
            Tidings
          </Text>
        </Group>
        <Paper p={{ base: 'lg', xs: 'xl' }} radius="lg" shadow="sm">
          <Stack gap="lg">
            <Title order={1} size="h3">
              Sign in
            </Title>
            {search.ended === true && <Text size="sm">You have been signed out. Sign in to go on where you were.</Text>}
            {session.isPending ? <LoadingState rows={3} label="Loading the session" /> : <SignInForm next={next} />}
            <FirstTime />
          </Stack>
        </Paper>
      </Box>
    </Center>
  );
}
