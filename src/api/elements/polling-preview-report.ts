import { z } from 'zod';
import { detectionRuleNames } from '../../detect/detect.ts';
import { anyJson } from '../any-json.ts';
import { jsonUpTo, trialConfiguration } from './trial-body.ts';

const longestDefinition = 16_384;
const longestSample = 1_048_576;

export const previewBody = z
  .strictObject({
    resource: z.string().min(1).default('records').describe('The name of the polled resource.'),
    definition: jsonUpTo(longestDefinition).describe(
      `Its configuration, as an entry of \`event.poller.configuration\`, in any spelling that is taken there. At most ${longestDefinition} characters of JSON.`,
    ),
    lastPollDate: z
      .string()
      .optional()
      .describe('When the last poll began, at most 366 days ago. Default: one polling interval of the connector ago.'),
    sample: jsonUpTo(longestSample)
      .optional()
      .describe(
        `A record of the resource, to see how it is read and decided. At most ${longestSample} characters of JSON.`,
      ),
    configuration: trialConfiguration,
  })
  .meta({ id: 'PollingPreviewRequest' });

const finding = z.object({ path: z.string(), message: z.string() });

const time = z.object({
  text: z.string().describe('As it stands in the URL.'),
  bound: z.enum(['since', 'until']).describe('The lower or the upper bound of the poll.'),
  format: z.string().optional().describe('A date pattern, or milliseconds, seconds, microseconds.'),
  timezone: z.string().optional().describe('Absent: counts have none.'),
  moment: z.string().describe('The bound as an ISO date.'),
  value: z.string().optional().describe('What stands in its place in the next poll.'),
});

const query = z.object({
  url: z.string().optional().describe('The hub URL with its dates filled in.'),
  lane: z
    .enum(['fast', 'settle'])
    .describe('How far back the poll reads: by the overlap, or by the whole settle horizon.'),
  from: z.string().describe('Records dated here or later are looked at.'),
  askedFrom: z.string().describe('The lower bound that stands in the URL.'),
  asksForAll: z.boolean().describe('The URL holds no lower bound: every poll reads everything.'),
  explanation: z.array(z.string()).describe('One sentence for each step from the last poll to the lower bound.'),
});

const request = z.object({
  method: z.string(),
  path: z.string().describe('`{name}` where another list gives the values.'),
  query: z.array(z.object({ name: z.string(), value: z.string() })).describe('Without credentials.'),
  body: z.string().optional().describe('As JSON text.'),
});

const requests = z.object({
  requests: z.array(request).describe('The first page of each query, five at most.'),
  more: z.number().describe('Further queries that are not shown.'),
  filteredHere: z
    .array(z.string())
    .describe('Conditions that the provider does not filter by, or not as exactly: they are filtered here.'),
  notes: z.array(z.string()),
  unknown: z.string().optional().describe('Why the requests cannot be told. Absent: they can.'),
});

const resource = z.object({
  found: z.boolean().describe('Whether the connector has a resource at the path of the URL.'),
  paths: z.array(z.string()).describe('The hub paths that it has.'),
  filters: z
    .array(z.object({ name: z.string(), operators: z.array(z.string()) }))
    .describe('What the provider filters by; `*` stands for any other name.'),
  otherConditions: z
    .enum(['filterLocally', 'refuse'])
    .optional()
    .describe('What becomes of conditions that the provider does not filter by.'),
  orders: z.array(z.string()).describe('What the provider sorts by.'),
});

const date = z.object({
  field: z.string(),
  format: z.string(),
  timezone: z.string(),
  found: anyJson.describe('The value of the record; null: it has none.'),
  reading: z.enum(['instant', 'none', 'unparsable']),
  instant: z.string().optional().describe('The moment as an ISO date.'),
  reason: z.string().optional().describe('Why there is no moment.'),
});

const sample = z.object({
  recordId: z.string().describe('What an event would name the record by.'),
  idFound: z.boolean().describe('False: it has no usable id, and is known by its content.'),
  updated: date.optional(),
  created: date.optional(),
  decision: z
    .object({
      outcome: z.enum(['created', 'updated', 'deleted', 'ignored', 'deferred']),
      rule: z.enum(detectionRuleNames).describe('See docs/reference/change-detection.md.'),
    })
    .describe('What the next poll would make of the record, if it had never seen it.'),
});

export const previewReport = z
  .object({
    issues: z
      .array(finding)
      .describe('What cannot be accepted; paths begin with `definition`, `lastPollDate` or `sample`.'),
    warnings: z.array(finding).describe('What was corrected, or has no effect.'),
    definition: z
      .record(z.string(), anyJson)
      .describe('The configuration in canonical spelling, without what was refused and what has its default.'),
    lastPollDate: z.string(),
    now: z.string(),
    times: z.array(time).describe('The dates of the URL.'),
    query: query.optional().describe('Absent: there is no URL that can be read.'),
    resource: resource.optional(),
    requests: requests.optional(),
    sample: sample.optional(),
  })
  .meta({ id: 'PollingPreview' });

export type PreviewReport = z.output<typeof previewReport>;
