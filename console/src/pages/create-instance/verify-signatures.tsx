import { Card, Code, Text, Title } from '@mantine/core';

const example = `import { Webhook } from 'standardwebhooks';

// The bytes as they came, before anything parses them.
new Webhook(process.env.SIGNATURE_KEY).verify(body, headers);`;

const byHand = `const expected = 'sha256=' + createHmac('sha256', key).update(body).digest('base64');
timingSafeEqual(Buffer.from(expected), Buffer.from(headers['elements-webhook-signature']));`;

/** How a receiver checks that an event comes from here. */
export function VerifySignatures() {
  return (
    <Card component="section" aria-labelledby="verify-title">
      <Title order={2} size="h4" id="verify-title">
        Verify signatures
      </Title>
      <Text size="sm" mt="xs" mb="xs">
        Every event carries the headers <Code>webhook-signature</Code> and <Code>Elements-Webhook-Signature</Code>. With
        a key that begins with <Code>whsec_</Code>, any library of Standard Webhooks checks the first:
      </Text>
      <Code block>{example}</Code>
      <Text size="sm" my="xs">
        The second needs no library:
      </Text>
      <Code block>{byHand}</Code>
    </Card>
  );
}
