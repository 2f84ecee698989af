import { ActionIcon, Box, Code, CopyButton, Group, Stack, Title, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './api-docs.module.css';
import { curlOf, type ParameterValues } from './curl.ts';
import type { ApiCall, ApiParameter } from './openapi-document.ts';
import { SchemaMembers } from './schema-members.tsx';
import { type Schemas, typeOf } from './schema-tree.ts';
import { SendCall } from './send-call.tsx';
import { Words } from './words.tsx';

/** All about one call: what it takes, what it answers, how to make it. */
export function CallDetails({ call, schemas }: { call: ApiCall; schemas: Schemas }) {
  const [values, setValues] = useState<ParameterValues>({});
  const { description, parameters, body, answers } = call;
  return (
    <Stack className={classes.details} gap="md">
      {description && <Words>{description}</Words>}
      {parameters.length > 0 && (
        <Part title="Parameters">
          <ul className={classes.members}>
            {parameters.map((parameter) => (
              <Parameter key={`${parameter.in} ${parameter.name}`} parameter={parameter} schemas={schemas} />
            ))}
          </ul>
        </Part>
      )}
      {body && (
        <Part title={body.required ? 'Body, required' : 'Body'}>
          {body.description && <Words>{body.description}</Words>}
          <SchemaMembers schema={body.schema} schemas={schemas} />
        </Part>
      )}
      <Part title="Answers">
        <Stack gap="xs">
          {answers.map(({ status, description: told, schema }) => (
            <Box key={status}>
              <Group gap="xs" wrap="nowrap" align="baseline">
                <Code>{status}</Code>
                <Words>{told}</Words>
              </Group>
              {schema && status.startsWith('2') && <SchemaMembers schema={schema} schemas={schemas} isAnswer />}
            </Box>
          ))}
        </Stack>
      </Part>
      <Part title="Example">
        <Copied text={curlOf(call, { origin: window.location.origin, schemas, values })} label="the command" />
      </Part>
      {call.method === 'GET' && <SendCall call={call} values={values} onValues={setValues} />}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={4} size="h6" mb={4}>
        {title}
      </Title>
      {children}
    </div>
  );
}

function Parameter({ parameter, schemas }: { parameter: ApiParameter; schemas: Schemas }) {
  const { name, in: place, required, description, schema = {} } = parameter;
  return (
    <li className={classes.member}>
      <span className={classes.name}>{name}</span>{' '}
      <span className={classes.type}>
        {place}, {typeOf(schemas, schema)}
        {schema.default !== undefined && `, default ${JSON.stringify(schema.default)}`}
      </span>{' '}
      {required && <span className={classes.required}>required</span>}
      {description && <Words>{description}</Words>}
    </li>
  );
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Code block flex={1} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon variant="default" onClick={copy} aria-label={`Copy ${label}`}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
