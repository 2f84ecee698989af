import { AppShell, Box, Burger, Group, NavLink, ScrollArea, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useSession } from '../api/use-session.ts';
import { navigationItems } from './navigation-items.ts';
import { useLeaveAtSessionEnd } from './use-leave.ts';
import { UserMenu } from './user-menu.tsx';
import { Wordmark } from './wordmark.tsx';

/** What surrounds every page behind the sign-in. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  useFocusOnPageChange(pathname);
  useLeaveAtSessionEnd();
  return (
    <AppShell
      header={{ height: { base: 56, md: 0 } }}
      navbar={{ width: 232, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <AppShell.Header hiddenFrom="md" px="md">
        <Group h="100%" justify="space-between">
          <Wordmark />
          <Burger opened={opened} onClick={toggle} aria-label={opened ? 'Close the menu' : 'Open the menu'} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Main" className="menu" data-opened={opened || undefined}>
        <Box visibleFrom="md" px="xs" py="sm" mb="sm">
          <Wordmark />
        </Box>
        <AppShell.Section grow component={ScrollArea}>
          <Places pathname={pathname} onChosen={close} />
        </AppShell.Section>
        <AppShell.Section>
          <UserMenu onChosen={close} />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Box maw={1240} mx="auto">
          <Outlet />
        </Box>
      </AppShell.Main>
    </AppShell>
  );
}

function Places({ pathname, onChosen }: { pathname: string; onChosen: () => void }) {
  const { role } = useSession().user;
  return navigationItems
    .filter(({ admins }) => !admins || role === 'admin')
    .map(({ label, to, Icon }) => {
      const here = pathname === to || pathname.startsWith(`${to}/`);
      return (
        <NavLink
          key={to}
          component={Link}
          to={to}
          onClick={onChosen}
          active={here}
          aria-current={here ? 'page' : undefined}
          label={<Text size="sm">{label}</Text>}
          leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
          mb={2}
          style={{ borderRadius: 'var(--mantine-radius-md)' }}
        />
      );
    });
}

/** Who goes by keyboard or screen reader begins at the top of a new page, not somewhere in the menu of the old one. */
function useFocusOnPageChange(pathname: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname]);
}
