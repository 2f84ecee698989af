import { Anchor, Code, Collapse, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

/** Where the first password is found. */
export function FirstTime() {
  const [opened, { toggle }] = useDisclosure();
  return (
    <Stack gap="xs">
      <Anchor component="button" type="button" size="sm" ta="left" onClick={toggle} aria-expanded={opened}>
        First time here?
      </Anchor>
      <Collapse expanded={opened}>
        <Stack gap="xs">
          <Text size="sm">
            At its first start the server printed the e-mail address and the password of the admin, in the line that
            begins with <Code>Admin:</Code>. The address is <Code>admin@localhost</Code> unless another was set.
          </Text>
          <Text size="sm">
            Is the line gone? Set <Code>TIDINGS_ADMIN_PASSWORD</Code> and start the server again. Everybody else gets a
            first password from an admin.
          </Text>
        </Stack>
      </Collapse>
    </Stack>
  );
}
