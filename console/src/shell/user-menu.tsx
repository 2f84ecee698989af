import { Avatar, Box, Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import {
  IconBuilding,
  IconCheck,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSelector,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { signOut, type Session } from '../api/session.ts';
import { useSession } from '../api/use-session.ts';
import { printPerson } from '../parts/print-person.ts';
import { useAction } from '../parts/use-action.ts';
import { useLeave } from './use-leave.ts';
import classes from './user-menu.module.css';

const schemes = [
  { value: 'light', label: 'Light', Icon: IconSun },
  { value: 'dark', label: 'Dark', Icon: IconMoon },
  { value: 'auto', label: 'As the system', Icon: IconDeviceDesktop },
] as const;

/** Who is signed in, and what belongs to him. */
export function UserMenu({ onChosen }: { onChosen?: () => void }) {
  const { user, organization } = useSession();
  return (
    <Menu position="top-start" width={220} shadow="md" loop>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <Who user={user} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={16} />} onClick={onChosen}>
          Profile
        </Menu.Item>
        <Menu.Item component={Link} to="/organization" leftSection={<IconBuilding size={16} />} onClick={onChosen}>
          <Text size="sm" truncate>
            {organization.name}
          </Text>
        </Menu.Item>
        <Menu.Divider />
        <ColorSchemes />
        <Menu.Divider />
        <SignOut />
      </Menu.Dropdown>
    </Menu>
  );
}

function Who({ user }: { user: Session['user'] }) {
  const name = printPerson(user);
  return (
    <>
      <Avatar name={name} color="tide" size={32} radius="xl" aria-hidden />
      <Box flex={1} miw={0}>
        <Text size="sm" fw={600} truncate lh={1.3}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {user.role}
          <VisuallyHidden>, your account</VisuallyHidden>
        </Text>
      </Box>
      <IconSelector size={16} aria-hidden />
    </>
  );
}

function ColorSchemes() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>Colours</Menu.Label>
      {schemes.map(({ value, label, Icon }) => (
        <Menu.Item
          key={value}
          role="menuitemradio"
          aria-checked={colorScheme === value}
          leftSection={<Icon size={16} aria-hidden />}
          rightSection={colorScheme === value ? <IconCheck size={16} aria-hidden /> : undefined}
          closeMenuOnClick={false}
          onClick={() => setColorScheme(value)}
        >
          {label}
        </Menu.Item>
      ))}
    </>
  );
}

function SignOut() {
  const leave = useLeave();
  const { mutate, isPending } = useAction({
    run: async () => {
      await signOut();
      await leave({ comeBack: false });
    },
    failed: 'You are still signed in',
  });
  return (
    <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} disabled={isPending} onClick={() => mutate()}>
      Sign out
    </Menu.Item>
  );
}
