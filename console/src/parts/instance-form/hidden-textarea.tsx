import { ActionIcon, Textarea, type TextareaProps } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './hidden-textarea.module.css';

/** A secret of several lines, such as a private key. */
export function HiddenTextarea(props: TextareaProps) {
  const [shown, setShown] = useState(false);
  const label = typeof props.label === 'string' ? props.label : 'the value';
  return (
    <Textarea
      {...props}
      autosize
      minRows={3}
      maxRows={10}
      autoComplete="off"
      spellCheck={false}
      classNames={shown ? {} : { input: classes.hidden ?? '' }}
      styles={{ section: { alignItems: 'flex-start', paddingTop: 6 } }}
      rightSection={
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={() => setShown(!shown)}
          aria-label={`${shown ? 'Hide' : 'Show'} ${label}`}
        >
          {shown ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
        </ActionIcon>
      }
    />
  );
}
