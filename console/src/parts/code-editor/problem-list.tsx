import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { printCount } from '../format.ts';
import type { PlacedProblem } from './editor-surface.tsx';

const shown = 5;

interface ProblemListProps {
  problems: readonly PlacedProblem[];
  onShow: (problem: PlacedProblem) => void;
}

/** What is wrong with the text, in words, for those who do not see the marks or cannot hover over them. */
export function ProblemList({ problems, onShow }: ProblemListProps) {
  return (
    <Stack gap={2} aria-live="polite">
      {problems.slice(0, shown).map((problem) => {
        const isError = problem.severity === 'error';
        const Icon = isError ? IconAlertCircle : IconAlertTriangle;
        return (
          <Group key={`${problem.from} ${problem.message}`} gap={6} wrap="nowrap" align="flex-start">
            <Text span c={isError ? 'red' : 'orange'} lh={1} pt={3}>
              <Icon size={14} aria-label={isError ? 'Error' : 'Warning'} />
            </Text>
            <Text size="xs" className="wrap-anywhere">
              <Anchor component="button" type="button" inherit onClick={() => onShow(problem)}>
                Line {problem.line}
              </Anchor>
              : {problem.message}
            </Text>
          </Group>
        );
      })}
      {problems.length > shown && (
        <Text size="xs" c="dimmed">
          And {printCount(problems.length - shown, 'other')}.
        </Text>
      )}
    </Stack>
  );
}
