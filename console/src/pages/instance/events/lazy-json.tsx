import { Code } from '@mantine/core';
import { lazy, Suspense } from 'react';

const JsonView = lazy(async () => ({ default: (await import('../../../parts/code-editor/json-view.tsx')).JsonView }));

interface LazyJsonProps {
  value: unknown;
  label: string;
  maxHeight?: string;
}

/** A value to be read; as plain text until the viewer is there, and for what is no JSON. */
export function LazyJson({ value, label, maxHeight }: LazyJsonProps) {
  if (typeof value === 'string') return <PlainText text={value} label={label} maxHeight={maxHeight} />;
  return (
    <Suspense fallback={<PlainText text={JSON.stringify(value, null, 2) ?? ''} label={label} maxHeight={maxHeight} />}>
      <JsonView value={value} label={label} {...(maxHeight !== undefined && { maxHeight })} />
    </Suspense>
  );
}

function PlainText({ text, label, maxHeight }: { text: string; label: string; maxHeight: string | undefined }) {
  return (
    <section
      aria-label={label}
      style={{ maxHeight, overflow: 'auto' }}
      tabIndex={maxHeight === undefined ? undefined : 0}
    >
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Code>
    </section>
  );
}
