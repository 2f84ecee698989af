import { Accordion, Card, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { ElementSetup } from '../../api/catalogue-queries.ts';
import { Markdown } from '../../parts/markdown/markdown.tsx';
import { parseMarkdown, sectionsOf } from '../../parts/markdown/parse-markdown.ts';

/** The page that a connector brings: how an account is set up, open; the rest to be opened. */
export function ConnectorGuide({ setup }: { setup: ElementSetup }) {
  const { guide } = setup;
  const sections = useMemo(() => sectionsOf(parseMarkdown(guide ?? '')).filter(({ title }) => title !== ''), [guide]);
  const [first, ...others] = sections;
  if (!first)
    return (
      <Card>
        <Title order={2} size="h4" mb="xs">
          Setting up
        </Title>
        <Text size="sm">
          Nobody has written a guide for this connector. What an instance needs is told by the form: look the values up
          in the settings of your account at the provider.
        </Text>
      </Card>
    );
  return (
    <Card>
      <Title order={2} size="h4" mb="sm">
        {first.title}
      </Title>
      <Text size="sm" mb="sm">
        {inThisConsole(setup)}
      </Text>
      <Markdown blocks={first.blocks} />
      {others.length > 0 && (
        <Accordion multiple variant="default" mt="md" order={3} chevronPosition="left">
          {others.map(({ title, blocks }) => (
            <Accordion.Item key={title} value={title}>
              <Accordion.Control>{title}</Accordion.Control>
              <Accordion.Panel>
                <Markdown blocks={blocks} headingOrder={4} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Card>
  );
}

/** The guide speaks of the API, too; this is the way of a person. */
function inThisConsole({ name, authentication: { kind, grant } }: ElementSetup): string {
  const needsConsent = (kind === 'oauth2' && (grant === null || grant === 'authorizationCode')) || kind === 'oauth1';
  return needsConsent
    ? `In this console: register an app at ${name} with the callback URL that this page tells, choose “Create an instance”, enter the id and the secret of the app, and agree at ${name}.`
    : `In this console: choose “Create an instance”, and enter what the following tells you to look up at ${name}.`;
}
