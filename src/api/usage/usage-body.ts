import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import type { UsageRecord } from '../../store/usage-records.ts';

/** A record of the usage log as the contract has it, with additions. */
export const usageRecord = z
  .object({
    id: z.string().describe('The Elements-Request-Id of the call.'),
    requestStatus: z.enum(['SUCCESS', 'FAILED']).describe('SUCCESS: answered with a status below 400.'),
    elementName: z.string().nullable(),
    elementKey: z.string().nullable().describe('Null: there was no such instance, or it had just been deleted.'),
    accountId: z.number().describe('Of the user who called.'),
    instanceName: z.string().nullable(),
    usageDate: z.string().describe('When it was answered.'),
    userId: z.number(),
    processTime: z.number().describe('Milliseconds.'),
    requestURI: z.string().describe('Secrets masked; at most 2,000 characters.'),
    requestIP: z.string().nullable(),
    elementTags: z.string().nullable().describe('The tags of the instance, separated by commas.'),
    elementApi: z.string().describe('The resource of a hub call; the path below /elements/api-v2 of any other.'),
    companyId: z.number(),
    requestMethod: z.string().describe('An addition, as those below.'),
    statusCode: z.number(),
    instanceId: z.number().nullable(),
    hub: z.string().nullable(),
  })
  .meta({ id: 'UsageRecord' });

export const toUsageRecord = async (catalog: Catalog, record: UsageRecord): Promise<z.output<typeof usageRecord>> => ({
  id: record.id,
  requestStatus: record.statusCode < 400 ? 'SUCCESS' : 'FAILED',
  elementName: (await catalog.find(record.organizationId, record.connectorKey ?? ''))?.name ?? null,
  elementKey: record.connectorKey,
  accountId: record.accountId,
  instanceName: record.instanceName,
  usageDate: new Date(record.createdAt).toISOString(),
  userId: record.userId,
  processTime: record.durationMs,
  requestURI: record.uri,
  requestIP: record.ip,
  elementTags: record.tags?.join(',') ?? null,
  elementApi: apiOf(record.uri),
  companyId: record.organizationId,
  requestMethod: record.method,
  statusCode: record.statusCode,
  instanceId: record.instanceId,
  hub: record.hub,
});

const apiOf = (uri: string): string => {
  const [path = ''] = uri.split('?', 1);
  return path.replace(/^\/elements\/api-v2\/(?:hubs\/[^/]*\/)?/, '');
};
