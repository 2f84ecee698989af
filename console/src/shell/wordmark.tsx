import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

/** The name with its sign; leads home. */
export function Wordmark() {
  return (
    <Link to="/instances" style={{ textDecoration: 'none', color: 'inherit' }} aria-label="Tidings, home">
      <Group gap={10} wrap="nowrap">
        <img src="/icon.svg" width={28} height={28} alt="" />
        <Text fw={700} fz="lg" style={{ letterSpacing: '-0.01em' }}>
          Tidings
        </Text>
      </Group>
    </Link>
  );
}
