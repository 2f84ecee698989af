import { TagsInput, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { instanceTopicsQuery } from './subscription-queries.ts';

const mostTopics = 100;

interface TopicFieldProps {
  value: string[];
  onChange: (topics: string[]) => void;
  error?: ReactNode;
}

/** Topics: those of instances are found by the names of the instances, others are typed. */
export function TopicField({ value, onChange, error }: TopicFieldProps) {
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search, 200);
  const { data: topics = [] } = useQuery(instanceTopicsQuery(wanted));
  const nameOf = (topic: string) => topics.find((one) => one.topic === topic)?.name;
  return (
    <TagsInput
      label="Topics"
      description="Type the name of an instance to get its events, or any topic of your own and Enter."
      maxTags={mostTopics}
      withAsterisk
      value={value}
      onChange={onChange}
      error={error}
      searchValue={search}
      onSearchChange={setSearch}
      data={topics.map(({ topic }) => topic).filter((topic) => !value.includes(topic))}
      // The server has searched.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{nameOf(String(option.value))}</Text>
          <Text size="xs" c="dimmed" className="wrap-anywhere">
            {option.value}
          </Text>
        </div>
      )}
    />
  );
}
