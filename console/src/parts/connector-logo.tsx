import { Center } from '@mantine/core';
import { colourOf, lettersOf } from './connector-look.ts';

interface ConnectorLogoProps {
  connectorKey: string;
  name: string;
  /** Pixels; default 44. */
  size?: number;
}

/** The sign of a connector. Its name stands beside it, so that it says nothing to screen readers. */
export function ConnectorLogo({ connectorKey, name, size = 44 }: ConnectorLogoProps) {
  return (
    <Center
      aria-hidden
      w={size}
      h={size}
      bg={colourOf(connectorKey)}
      c="white"
      fw={700}
      fz={size * 0.38}
      style={{ borderRadius: 'var(--mantine-radius-md)', flexShrink: 0, letterSpacing: '0.02em' }}
    >
      {lettersOf(name)}
    </Center>
  );
}
