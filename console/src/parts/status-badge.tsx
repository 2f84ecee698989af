import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconInfoCircle,
  IconLoader2,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** How something is, from good to bad. The icon says it to those who see no colours. */
export type Tone = 'good' | 'working' | 'waiting' | 'paused' | 'attention' | 'bad' | 'neutral';

const looks = {
  good: { color: 'green', Icon: IconCircleCheck },
  working: { color: 'tide', Icon: IconLoader2 },
  waiting: { color: 'blue', Icon: IconClock },
  paused: { color: 'gray', Icon: IconPlayerPause },
  attention: { color: 'yellow', Icon: IconAlertTriangle },
  bad: { color: 'red', Icon: IconCircleX },
  neutral: { color: 'gray', Icon: IconInfoCircle },
} as const;

/** A status in a word, with its icon. */
export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { color, Icon } = looks[tone];
  return (
    <Badge color={color} miw="max-content" leftSection={<Icon size={13} aria-hidden />}>
      {children}
    </Badge>
  );
}
