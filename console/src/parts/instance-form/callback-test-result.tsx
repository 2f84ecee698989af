import { Code, Group, Spoiler, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { components } from '../../api/openapi-types.ts';
import { printNumber } from '../format.ts';
import { Told } from './told.tsx';

type Result = components['schemas']['CallbackTest'];

/** What came of a test event: what was answered, and what was sent. */
export function CallbackTestResult({ result }: { result: Result }) {
  const { delivered, status, durationMs, error, responseBody } = result;
  const took = `${printNumber(durationMs)} ms`;
  return (
    <Told
      color={delivered ? 'green' : 'red'}
      icon={delivered ? <IconCircleCheck size={18} /> : <IconAlertTriangle size={18} />}
      title={delivered ? `The test was accepted: ${status} in ${took}` : titleOf(result, took)}
    >
      <Stack gap="xs">
        {error && (
          <Text size="sm" className="wrap-anywhere">
            {error.message} {advice[error.code]}
          </Text>
        )}
        {responseBody && (
          <Piece label="Answered">
            <Code block>{responseBody}</Code>
          </Piece>
        )}
        <Spoiler maxHeight={0} showLabel="Show what was sent" hideLabel="Hide what was sent" fz="sm">
          <Code block>{sentText(result)}</Code>
        </Spoiler>
      </Stack>
    </Told>
  );
}

const titleOf = ({ status, error }: Result, took: string): string => {
  if (status !== null) return `The test was refused: ${status} in ${took}`;
  return error?.code === 'limited' ? 'The test was not sent' : `The test was not answered after ${took}`;
};

const advice: Record<NonNullable<Result['error']>['code'], string> = {
  http: 'Any status from 200 to 299 accepts an event.',
  gone: '',
  redirect: 'Enter the address that it leads to.',
  timeout: 'Answer first, and do the work afterwards.',
  connection: 'Is the receiver running, and may it be reached from this server?',
  dns: 'Is the name right?',
  tls: 'The certificate must be valid for this name.',
  address: '',
  request: '',
  limited: '',
};

function Piece({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Group mb={4}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
      </Group>
      {children}
    </div>
  );
}

function sentText({ requestHeaders, requestBody }: Result): string {
  const headers = Object.entries(requestHeaders).map(([name, value]) => `${name}: ${value}`);
  return [...headers, '', pretty(requestBody)].join('\n');
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
