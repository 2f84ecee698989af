import { Code, List, Mark, Stack, Text, Title } from '@mantine/core';
import { markedUrl, requestRemarks, requestText, type PollingPreview } from './preview-words.ts';

/** The URL with its dates filled in, how it comes to them, and what the provider is sent. */
export function PreviewQuery({ preview }: { preview: PollingPreview }) {
  const { query, times, definition } = preview;
  if (!query) return null;
  const url = typeof definition['url'] === 'string' ? definition['url'] : '';
  return (
    <>
      <Stack gap={6}>
        <Title order={3} size="h6">
          What the next poll asks
        </Title>
        <Code block className="wrap-anywhere" style={{ whiteSpace: 'pre-wrap' }}>
          {markedUrl(url, times).map(({ text, filled }, index) =>
            // The parts have no other name than their place.
            filled ? <Mark key={index}>{text}</Mark> : text,
          )}
        </Code>
        {times.length > 0 && <Times times={times} />}
        <List size="sm" spacing={2} c="dimmed">
          {query.explanation.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </Stack>
      <ProviderRequests preview={preview} />
    </>
  );
}

const Times = ({ times }: Pick<PollingPreview, 'times'>) => (
  <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }} aria-label="Dates of the URL">
    {times.map(({ text, value, timezone, bound }, index) => (
      <Text component="li" size="sm" className="wrap-anywhere" key={`${text} ${index}`}>
        <Code>{text}</Code> is {bound === 'since' ? 'the last poll' : 'the present'}
        {timezone !== undefined && ` in ${timezone}`}: <b>{value ?? 'it has no format'}</b>
      </Text>
    ))}
  </Stack>
);

function ProviderRequests({ preview }: { preview: PollingPreview }) {
  const { requests, resource } = preview;
  // That there is no such resource is said above.
  if (resource?.found === false) return null;
  return (
    <Stack gap={6}>
      <Title order={3} size="h6">
        What the provider is sent
      </Title>
      {requests?.unknown !== undefined && (
        <Text size="sm" className="wrap-anywhere">
          This cannot be told: {requests.unknown}
        </Text>
      )}
      {requests?.requests.map((request) => (
        <Code block key={requestText(request)} className="wrap-anywhere" style={{ whiteSpace: 'pre-wrap' }}>
          {requestText(request)}
        </Code>
      ))}
      <List size="sm" spacing={2} c="dimmed">
        {requestRemarks(preview).map((remark) => (
          <List.Item key={remark}>{remark}</List.Item>
        ))}
      </List>
    </Stack>
  );
}
