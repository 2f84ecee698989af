import { useEffect, useRef } from 'react';
import classes from './api-docs.module.css';
import { CallDetails } from './call-details.tsx';
import type { ApiCall } from './openapi-document.ts';
import type { Schemas } from './schema-tree.ts';

interface CallRowProps {
  call: ApiCall;
  schemas: Schemas;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** One call: a line, and all about it when it is open. */
export function CallRow({ call, schemas, isOpen, onToggle }: CallRowProps) {
  const row = useRef<HTMLDivElement>(null);
  const wasOpenAtFirst = useRef(isOpen);
  useEffect(() => {
    if (wasOpenAtFirst.current) row.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <div className={classes.row} ref={row} data-open={isOpen || undefined}>
      <h3 className={classes.heading}>
        <button type="button" className={classes.toggle} aria-expanded={isOpen} onClick={() => onToggle(!isOpen)}>
          <span className={classes.method} data-method={call.method}>
            {call.method}
          </span>
          <span className={classes.path}>{call.shortPath}</span>
          <span className={classes.summary}>{call.summary}</span>
        </button>
      </h3>
      {isOpen && <CallDetails call={call} schemas={schemas} />}
    </div>
  );
}
