import { Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { JsonView } from '../../parts/code-editor/json-view.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useAction } from '../../parts/use-action.ts';
import { missingOf, type ParameterValues, urlOf } from './curl.ts';
import type { ApiCall } from './openapi-document.ts';

interface SendCallProps {
  call: ApiCall;
  values: ParameterValues;
  onValues: (values: ParameterValues) => void;
}

interface Sent {
  status: number;
  durationMs: number;
  body: unknown;
}

/** Sends a reading call with the session of the console, and shows the answer. */
export function SendCall({ call, values, onValues }: SendCallProps) {
  const send = useAction({ run: (url: string) => sent(url), failed: false });
  const fields = call.parameters.filter(({ in: place }) => place === 'path' || place === 'query');
  const missing = missingOf(call, values);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(urlOf(call, values));
      }}
    >
      <Title order={4} size="h6" mb={4}>
        Try it
      </Title>
      <Stack gap="sm">
        {fields.length > 0 && (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" verticalSpacing="xs">
            {fields.map(({ name, required }) => (
              <TextInput
                key={name}
                size="xs"
                label={name}
                required={required ?? false}
                value={values[name] ?? ''}
                onChange={(event) => onValues({ ...values, [name]: event.currentTarget.value })}
              />
            ))}
          </SimpleGrid>
        )}
        <Group gap="sm">
          <Button
            type="submit"
            size="xs"
            variant="light"
            leftSection={<IconSend size={14} aria-hidden />}
            loading={send.isPending}
            disabled={missing.length > 0}
          >
            Send
          </Button>
          {missing.length > 0 && (
            <Text size="sm" c="dimmed">
              Needs {missing.join(', ')}.
            </Text>
          )}
          {send.data && (
            <>
              <StatusBadge tone={send.data.status < 400 ? 'good' : 'bad'}>{send.data.status}</StatusBadge>
              <Text size="sm" c="dimmed" className="tabular">
                {Math.round(send.data.durationMs)} ms
              </Text>
            </>
          )}
        </Group>
        {send.error && <ErrorState error={send.error} title="The call was not sent" />}
        {send.data && <JsonView label="Answer" value={send.data.body} maxHeight="24rem" />}
      </Stack>
    </form>
  );
}

async function sent(url: string): Promise<Sent> {
  const begun = performance.now();
  const response = await fetch(url, { headers: { 'X-Tidings-Console': '1' } });
  const text = await response.text();
  return { status: response.status, durationMs: performance.now() - begun, body: asJson(text) };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
