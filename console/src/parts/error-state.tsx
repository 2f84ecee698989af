import { Alert, Button, Code, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiError } from '../api/api-error.ts';

interface ErrorStateProps {
  error: unknown;
  /** What was being done, e.g. "The events could not be loaded". */
  title?: string;
  onRetry?: () => void;
}

/** What went wrong, in the server's words, and what can be done. */
export function ErrorState({ error, title = 'This did not work', onRetry }: ErrorStateProps) {
  const told = error instanceof ApiError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm" className="wrap-anywhere">
          {message}
        </Text>
        {told && told.issues.length > 1 && (
          <List size="sm">
            {told.issues.map(({ path, message: issue }) => (
              <List.Item key={`${path} ${issue}`}>
                {path && <Code>{path}</Code>} {issue}
              </List.Item>
            ))}
          </List>
        )}
        {told?.providerMessage && <Text size="sm">The provider says: {told.providerMessage}</Text>}
        {told?.requestId && (
          <Text size="xs" className="wrap-anywhere">
            Request {told.requestId} · {told.code}
          </Text>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
