import { Badge, Group, Text, UnstyledButton } from '@mantine/core';
import classes from './instances.module.css';

const shown = 3;

/** The tags of an instance; each shows all that have it. */
export function InstanceTags({ tags, onTag }: { tags: string[]; onTag: (tag: string) => void }) {
  const more = tags.length - shown;
  return (
    <Group gap={4}>
      {tags.slice(0, shown).map((tag) => (
        <UnstyledButton
          key={tag}
          className={classes.above}
          onClick={() => onTag(tag)}
          aria-label={`Show all with the tag ${tag}`}
          title={tag}
        >
          <Badge color="gray" maw={140} style={{ cursor: 'inherit' }}>
            {tag}
          </Badge>
        </UnstyledButton>
      ))}
      {more > 0 && (
        <Text size="xs" c="dimmed" title={tags.slice(shown).join(', ')}>
          +{more}
        </Text>
      )}
    </Group>
  );
}
