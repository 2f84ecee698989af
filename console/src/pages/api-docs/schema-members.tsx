import { Text } from '@mantine/core';
import { useState } from 'react';
import classes from './api-docs.module.css';
import type { ApiSchema } from './openapi-document.ts';
import { membersOf, namesOf, resolved, type SchemaEntry, type Schemas, typeOf } from './schema-tree.ts';
import { Words } from './words.tsx';

interface SchemaMembersProps {
  schema: ApiSchema;
  schemas: Schemas;
  /** The named schemas around it. */
  within?: readonly string[];
  /** What is answered is not asked for: nothing of it is required. */
  isAnswer?: boolean;
}

/** What a value has, floor by floor: a floor is made when it is opened, so circles do no harm. */
export function SchemaMembers({ schema, schemas, within = [], isAnswer = false }: SchemaMembersProps) {
  const members = membersOf(schemas, schema);
  const names = [...within, ...namesOf(schemas, schema)];
  if (members.length === 0)
    return (
      <Text size="sm" className={classes.type}>
        {typeOf(schemas, schema)}
      </Text>
    );
  return (
    <ul className={classes.members}>
      {members.map((entry) => (
        <Member key={entry.name} entry={entry} schemas={schemas} within={names} isAnswer={isAnswer} />
      ))}
    </ul>
  );
}

interface MemberProps {
  entry: SchemaEntry;
  schemas: Schemas;
  within: readonly string[];
  isAnswer: boolean;
}

function Member({ entry, schemas, within, isAnswer }: MemberProps) {
  const [isOpen, setOpen] = useState(false);
  const { schema } = resolved(schemas, entry.schema);
  const hasMembers = membersOf(schemas, entry.schema).length > 0;
  const isCircle = namesOf(schemas, entry.schema).some((name) => within.includes(name));
  return (
    <li className={classes.member}>
      <span className={classes.name}>{entry.name}</span>{' '}
      <span className={classes.type}>
        {typeOf(schemas, entry.schema)}
        {schema.default !== undefined && `, default ${JSON.stringify(schema.default)}`}
      </span>{' '}
      {entry.required && !isAnswer && <span className={classes.required}>required</span>}{' '}
      {schema.description && <Words>{schema.description}</Words>}
      {isCircle && hasMembers && <span className={classes.type}>As above.</span>}
      {!isCircle && hasMembers && (
        <button type="button" className={classes.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide its members' : 'Show its members'}
        </button>
      )}
      {isOpen && !isCircle && (
        <SchemaMembers schema={entry.schema} schemas={schemas} within={within} isAnswer={isAnswer} />
      )}
    </li>
  );
}
