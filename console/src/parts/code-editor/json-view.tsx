import { ActionIcon, Box, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { JsonNode } from './json-node.tsx';
import classes from './json-view.module.css';
import { openDepth } from './json-view-model.ts';

interface JsonViewProps {
  value: unknown;
  /** What the value is, for screen readers and the button that copies it. */
  label: string;
  /** A CSS length; what is longer is scrolled. Default: as high as it is. */
  maxHeight?: string;
}

/** A value to be read: an event, a payload, an answer. Objects and lists open and close. */
export function JsonView({ value, label, maxHeight }: JsonViewProps) {
  const text = JSON.stringify(value, null, 2) ?? 'undefined';
  return (
    <Box className={classes.frame}>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon
              className={classes.copy ?? ''}
              variant="default"
              size="sm"
              onClick={copy}
              aria-label={`Copy: ${label}`}
            >
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
      <section
        className={classes.scroll}
        style={{ maxHeight }}
        aria-label={label}
        // Scrolled by the keyboard where it is longer than its frame.
        tabIndex={maxHeight === undefined ? undefined : 0}
      >
        <JsonNode entry={{ name: undefined, value }} isLast openTo={openDepth(value)} isItem={false} />
      </section>
    </Box>
  );
}
