import { Anchor, Card, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ConnectorLogo } from '../../parts/connector-logo.tsx';
import { printCount, printNumber } from '../../parts/format.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { NothingHere } from './nothing-here.tsx';
import type { QuotaUse } from './operations-queries.ts';
import { printLimit } from './print-figures.ts';
import { quotasByConnector } from './quotas-by-connector.ts';
import { Section } from './section.tsx';

/** How much of what the providers allow is used at this moment. */
export function Quotas({ quotas }: { quotas: QuotaUse[] }) {
  return (
    <Section
      title="Quota of the providers"
      description="What is used of the rate limits of each account, and who has to wait."
    >
      {quotas.length === 0 ? (
        <NothingHere>No provider was asked lately.</NothingHere>
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
          {quotasByConnector(quotas).map(({ connector, name, accounts }) => (
            <Card key={connector} padding="md">
              <Group gap="sm" mb="sm">
                <ConnectorLogo connectorKey={connector} name={name} size={28} />
                <Text fw={600}>{name}</Text>
              </Group>
              <Stack gap="md">
                {accounts.map((account) => (
                  <Account key={account.account} use={account} />
                ))}
              </Stack>
            </Card>
          ))}
        </SimpleGrid>
      )}
    </Section>
  );
}

function Account({ use }: { use: QuotaUse }) {
  const { account, instanceId, limits, underWay, waiting, heldUntilDate, backgroundHeldUntilDate } = use;
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" className="wrap-anywhere">
          {instanceId === null || instanceId === 0 ? (
            account
          ) : (
            <Anchor component={Link} to={`/instances/${instanceId}`} inherit>
              Instance {instanceId}
            </Anchor>
          )}
        </Text>
        {heldUntilDate !== null && <StatusBadge tone="attention">Held</StatusBadge>}
      </Group>
      {limits.map((limit) => (
        <Limit key={printLimit(limit)} limit={limit} of={account} />
      ))}
      <Text size="xs" c="dimmed" mt={4}>
        {limits.length === 0 && 'No limit is known. '}
        {underWay + waiting > 0 && `${printCount(underWay, 'request')} under way, ${printNumber(waiting)} waiting. `}
        {heldUntilDate !== null && (
          <>
            The provider asked to wait: on <RelativeTime iso={heldUntilDate} />.
          </>
        )}
        {heldUntilDate === null && backgroundHeldUntilDate !== null && (
          <>
            Reconciliations wait: on <RelativeTime iso={backgroundHeldUntilDate} />.
          </>
        )}
      </Text>
    </div>
  );
}

function Limit({ limit, of }: { limit: QuotaUse['limits'][number]; of: string }) {
  const { used, requests } = limit;
  const percent = Math.min(100, (used / Math.max(requests, 1)) * 100);
  const color = percent >= 95 ? 'red' : percent >= 75 ? 'yellow' : undefined;
  return (
    <div>
      <Text size="xs" c="dimmed" className="tabular" mt={4}>
        {printNumber(used)} of {printLimit(limit)}
      </Text>
      <Progress value={percent} color={color} size="sm" aria-label={`${of}: used of ${printLimit(limit)}`} />
    </div>
  );
}
