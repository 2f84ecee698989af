import { Group } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { Judgement as Judged } from './judgements.ts';

const looks = {
  good: { Icon: IconCircleCheck, color: 'green' },
  attention: { Icon: IconAlertTriangle, color: 'yellow' },
  bad: { Icon: IconCircleX, color: 'red' },
} as const;

/** What a figure means; the icon says it to those who see no colours. */
export function Judgement({ judged: { tone, text } }: { judged: Judged }) {
  const look = tone === 'good' || tone === 'attention' || tone === 'bad' ? looks[tone] : undefined;
  const Icon = look?.Icon ?? IconInfoCircle;
  return (
    <Group gap={5} wrap="nowrap" align="flex-start">
      <Icon
        size={14}
        aria-hidden
        style={{ flexShrink: 0, marginTop: 1 }}
        color={look ? `var(--mantine-color-${look.color}-light-color)` : undefined}
      />
      <span>{text}</span>
    </Group>
  );
}
