/** A webhook to try an event hook with. Headers, query and payload are texts, as they stand in the fields. */
export interface WebhookSample {
  id: string;
  label: string;
  payload: string;
  headers: Record<string, string>;
  query?: Record<string, string>;
  method?: string;
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const jsonHeaders = { 'Content-Type': 'application/json' };

/** Forms that webhooks of many providers have. */
export const webhookSamples: readonly WebhookSample[] = [
  {
    id: 'record',
    label: 'One record',
    headers: jsonHeaders,
    payload: json({ event: 'contact.updated', id: '1042', date: '2026-01-31T08:00:00Z', data: { name: 'Ann' } }),
  },
  {
    id: 'list',
    label: 'A list of changes',
    headers: { ...jsonHeaders, 'X-Signature': '4f1c…' },
    payload: json({
      changes: [
        { id: 1, kind: 'created', at: 1769846400 },
        { id: 2, kind: 'removed', at: 1769846460 },
      ],
    }),
  },
  {
    id: 'topic',
    label: 'Topic in a header',
    headers: { ...jsonHeaders, 'X-Topic': 'orders/updated', 'X-Shop-Domain': 'shop.example' },
    payload: json({ id: 820982911946154, updated_at: '2026-01-31T09:00:00+01:00', email: 'ann@example.com' }),
  },
  {
    id: 'batch',
    label: 'A batch in an array',
    headers: jsonHeaders,
    payload: json([
      { objectId: 5, subscriptionType: 'company.propertyChange', occurredAt: 1769846400000 },
      { objectId: 6, subscriptionType: 'company.deletion', occurredAt: 1769846401000 },
    ]),
  },
  {
    id: 'form',
    label: 'A form',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    payload: 'type=contact_add&contact%5Bid%5D=7&date_time=2026-01-31T08%3A00%3A00Z',
  },
];
