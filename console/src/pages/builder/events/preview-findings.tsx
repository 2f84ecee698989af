import { Alert, Code, List } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { pollsWithoutDates, previewFaults } from './preview-faults.ts';
import type { PollingPreview } from './preview-words.ts';

/** What is wrong with the configuration, and what was corrected. */
export function PreviewFindings({ preview }: { preview: PollingPreview }) {
  const { warnings } = preview;
  const faults = previewFaults(preview);
  return (
    <>
      {faults.length > 0 && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="This resource cannot be polled as it is">
          <Findings findings={faults} />
        </Alert>
      )}
      {faults.length === 0 && pollsWithoutDates(preview) && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title="It has no date field">
          Every poll reads all records, and finds what has changed by their content.
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert color="blue" icon={<IconInfoCircle aria-hidden />} title="Corrected, or without effect">
          <Findings findings={warnings} />
        </Alert>
      )}
    </>
  );
}

const Findings = ({ findings }: { findings: PollingPreview['issues'] }) => (
  <List size="sm" spacing={4} className="wrap-anywhere">
    {findings.map(({ path, message }) => (
      <List.Item key={`${path} ${message}`}>
        <Code>{path.replace(/^definition\./, '').replace(/^datesConfiguration\./, '')}</Code> {message}
      </List.Item>
    ))}
  </List>
);
