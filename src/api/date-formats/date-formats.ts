import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import { instantFromMs } from '../../lib/instant.ts';
import { checkedDateFormat, commonDateFormats, mostOwnFormats } from '../../model/date-formats.ts';
import { Fault } from '../../model/fault.ts';
import { deleteDateFormat, keepDateFormat, listDateFormats } from '../../store/date-formats.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pathId } from '../path-id.ts';
import { platformOnly } from '../platform-only.ts';
import { answers, nothing, routesOf } from '../routes.ts';

const tags = ['Elements'];

const dateFormat = z
  .object({
    format: z.string(),
    example: z.string().describe('The present, in UTC, as the format writes it.'),
    id: z.number().optional().describe('Of a format that the organisation has kept; common ones have none.'),
    usedDate: z.string().optional().describe('When it was kept, or kept again.'),
  })
  .meta({ id: 'DateFormat' });

type DateFormat = z.output<typeof dateFormat>;

const body = z.strictObject({ format: z.string().describe('See docs/reference/dates.md. At most 200 characters.') });

/** `GET|POST /date-formats`, `DELETE /date-formats/{formatId}`: formats to choose from, and those typed before. */
export function dateFormatRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const { db, clock } = deps;
  const list = {
    tags,
    summary: 'Date formats to choose from',
    description:
      'An addition to the contract. Those that the organisation has kept, the one used last first; then the common ones.',
    response: answers(z.array(dateFormat)),
  };
  routesOf(app).get('/date-formats', { onRequest, constraints: platformOnly, schema: list }, async ({ identity }) => {
    const own = await listDateFormats(db, identity.caller.organizationId);
    const example = exampleAt(clock.now());
    return [
      ...own.map(({ usedAt, ...one }) => ({ ...one, example: example(one.format), usedDate: isoOf(usedAt) })),
      ...commonDateFormats.map((format) => ({ format, example: example(format) })),
    ];
  });
  const keep = {
    tags,
    summary: 'Check a date format, and keep it for the next time',
    description:
      'An addition to the contract. Common formats are checked and not kept. At most 200 are kept for an organisation.',
    body,
    response: answers(dateFormat),
  };
  routesOf(app).post('/date-formats', { onRequest, schema: keep }, async ({ body: sent, identity }) =>
    kept(deps, identity.caller.organizationId, checkedDateFormat(sent.format)),
  );
  const params = z.object({ formatId: z.string().meta({ type: 'integer', description: 'The id of a kept format.' }) });
  const remove = {
    tags,
    summary: 'Forget a date format',
    description: 'An addition to the contract. Configurations that have it stay as they are.',
    params,
    response: answers(nothing),
  };
  routesOf(app).delete('/date-formats/:formatId', { onRequest, schema: remove }, async (request, reply) => {
    const { formatId } = request.params;
    const id = pathId(formatId);
    const { organizationId } = request.identity.caller;
    if (id === undefined || !(await deleteDateFormat(db, { organizationId, id })))
      throw new Fault('date_format.not_found', `The organisation has kept no date format ${JSON.stringify(formatId)}.`);
    return reply.code(200).send();
  });
}

async function kept({ db, clock }: ApiDeps, organizationId: number, format: string): Promise<DateFormat> {
  const now = clock.now();
  const example = exampleAt(now)(format);
  if (commonDateFormats.includes(format)) return { format, example };
  const own = await keepDateFormat(db, { organizationId, format, now, most: mostOwnFormats });
  if (own) return { id: own.id, format, example, usedDate: isoOf(own.usedAt) };
  throw new Fault(
    'date_format.too_many',
    `The organisation has kept ${mostOwnFormats} date formats; delete one that is not needed.`,
  );
}

const exampleAt =
  (now: number) =>
  (format: string): string =>
    datePattern(format).print(instantFromMs(now));

const isoOf = (ms: number): string => new Date(ms).toISOString();
