import { Code, Text } from '@mantine/core';

/** A description; what stands between backticks in it is shown as code. */
export function Words({ children }: { children: string }) {
  const parts = children.split(/`([^`]+)`/);
  return (
    <Text size="sm" component="span" display="block" className="wrap-anywhere">
      {/* Every second part is code. A text has no other key than its place. */}
      {parts.map((part, index) => (index % 2 === 1 ? <Code key={`${index} ${part}`}>{part}</Code> : part))}
    </Text>
  );
}
