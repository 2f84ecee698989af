import { Alert, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { components } from '../../../api/openapi-types.ts';

/** What a callback URL answered to a test event. */
export function CallbackTested({ tested }: { tested: components['schemas']['CallbackTest'] }) {
  const { delivered, status, durationMs, error } = tested;
  return (
    <Alert
      component="output"
      color={delivered ? 'green' : 'red'}
      variant="outline"
      icon={delivered ? <IconCheck aria-hidden /> : <IconX aria-hidden />}
      p="xs"
    >
      <Text size="sm" className="wrap-anywhere">
        {delivered
          ? `It answers: HTTP ${status} in ${durationMs} ms.`
          : `It does not take events: ${error?.message ?? 'no reason was given.'}`}
      </Text>
    </Alert>
  );
}
