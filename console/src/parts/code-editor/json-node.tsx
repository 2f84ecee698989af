import { useState } from 'react';
import classes from './json-view.module.css';
import { entriesOf, type JsonEntry, scalarOf, summaryOf } from './json-view-model.ts';

interface JsonNodeProps {
  entry: JsonEntry;
  /** Item of a list: its number is not shown. */
  isItem: boolean;
  isLast: boolean;
  /** How many floors below it are open at first. */
  openTo: number;
}

/** One value of a `JsonView`, with what is in it. */
export function JsonNode({ entry, isItem, isLast, openTo }: JsonNodeProps) {
  const [isOpen, setOpen] = useState(openTo > 0);
  const entries = entriesOf(entry.value);
  const name = !isItem && entry.name !== undefined && (
    <span className={classes.name}>{JSON.stringify(entry.name)}: </span>
  );
  const comma = isLast ? '' : ',';
  if (!entries)
    return (
      <div className={classes.line}>
        {name}
        <Scalar value={entry.value} />
        {comma}
      </div>
    );
  const isList = Array.isArray(entry.value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0)
    return (
      <div className={classes.line}>
        {name}
        {`${open}${close}${comma}`}
      </div>
    );
  return (
    <>
      <div className={classes.line}>
        <button type="button" className={classes.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span className={classes.arrow} aria-hidden>
            {isOpen ? '▾' : '▸'}
          </span>
          {name}
          {open}
          {!isOpen && <span className={classes.summary}> {summaryOf(entry.value)} </span>}
          {!isOpen && `${close}${comma}`}
        </button>
      </div>
      {isOpen && <Members entries={entries} isList={isList} openTo={openTo - 1} />}
      {isOpen && <div className={classes.line}>{`${close}${comma}`}</div>}
    </>
  );
}

const shownAtOnce = 100;

function Members({ entries, isList, openTo }: { entries: JsonEntry[]; isList: boolean; openTo: number }) {
  const [count, setCount] = useState(shownAtOnce);
  const left = entries.length - count;
  return (
    <div className={classes.members}>
      {entries.slice(0, count).map((entry, index) => (
        <JsonNode
          key={entry.name}
          entry={entry}
          isItem={isList}
          isLast={index === entries.length - 1}
          openTo={openTo}
        />
      ))}
      {left > 0 && (
        <button type="button" className={classes.more} onClick={() => setCount(count + 10 * shownAtOnce)}>
          Show {Math.min(left, 10 * shownAtOnce)} more of {entries.length}
        </button>
      )}
    </div>
  );
}

const longestText = 1000;

function Scalar({ value }: { value: unknown }) {
  const [isWhole, setWhole] = useState(false);
  const { text, kind } = scalarOf(value);
  if (isWhole || text.length <= longestText) return <span className={classes[kind]}>{text}</span>;
  return (
    <>
      <span className={classes[kind]}>{text.slice(0, longestText)}…</span>{' '}
      <button type="button" className={classes.more} onClick={() => setWhole(true)}>
        Show all {text.length} characters
      </button>
    </>
  );
}
