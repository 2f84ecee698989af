/** One key of a polled resource. The reference documentation is printed from this list. */
export interface PollerConfigurationKey {
  /** The canonical spelling. */
  key: string;
  /** `resource`: beside `url`. `dates`: inside `datesConfiguration`. A key in the wrong one of the two is moved. */
  place: 'resource' | 'dates';
  type: 'text' | 'boolean' | 'number' | 'object';
  /** Undefined: none. */
  default?: string;
  required?: true;
  description: string;
  /** Other spellings in use; each is corrected. Upper and lower case is corrected without being listed. */
  aliases?: readonly string[];
}

export const pollerConfigurationKeys = [
  {
    key: 'url',
    place: 'resource',
    type: 'text',
    required: true,
    description: "Hub path with its query, e.g. /hubs/crm/contacts?where=updated_at>='${gmtDate:…}'.",
  },
  {
    key: 'idField',
    place: 'resource',
    type: 'text',
    default: '',
    description: 'Field or dotted path of the id of a record. Empty: a record is known by its content.',
  },
  {
    key: 'filterByUpdatedDate',
    place: 'resource',
    type: 'boolean',
    default: 'true',
    description: 'false: the created date decides whether a record is new since the last poll.',
    aliases: ['filterByUpdateDate', 'filterByUpdatedAt'],
  },
  {
    key: 'filterByCurrentDate',
    place: 'resource',
    type: 'boolean',
    default: 'false',
    description: 'true: records dated after the start of a poll wait for the next one.',
  },
  {
    key: 'createdCheckTolerance',
    place: 'resource',
    type: 'number',
    default: '0',
    description: 'Seconds by which the created and updated date of a new record may differ.',
  },
  {
    key: 'createdWhenNew',
    place: 'resource',
    type: 'boolean',
    default: 'false',
    description:
      'true: a record never seen before that was created since the last poll is CREATED even if it was edited meanwhile.',
  },
  {
    key: 'pageSize',
    place: 'resource',
    type: 'number',
    default: '20, or what the connector declares for the resource',
    description: 'Records per page.',
  },
  {
    key: 'pollDelay',
    place: 'resource',
    type: 'number',
    default: '0',
    description: 'Seconds taken off the date of the last poll in the query, for providers that show records late.',
  },
  {
    key: 'changedFields',
    place: 'resource',
    type: 'boolean',
    default: 'false',
    description:
      'true: an event says which fields differ from the version told before. Fingerprints of all records told are kept for that.',
  },
  {
    key: 'keepRecords',
    place: 'resource',
    type: 'boolean',
    default: 'false',
    description:
      'true: the last version told of each record is kept whole; with changedFields its values are told as well.',
  },
  {
    key: 'polling',
    place: 'resource',
    type: 'object',
    description:
      'What the poller may rely on, where this account differs from what the connector declares: any of the keys that a resource of a connector has under polling, e.g. {"settleSeconds": 600}.',
  },
  {
    key: 'datesConfiguration',
    place: 'resource',
    type: 'object',
    description: 'The dates of a record. Without them a record is known by its id and content.',
  },
  {
    key: 'updatedDateField',
    place: 'dates',
    type: 'text',
    description: 'Field or dotted path of the date of the last change.',
    aliases: ['updatedAtField'],
  },
  {
    key: 'updatedDateFormat',
    place: 'dates',
    type: 'text',
    description: 'Java date pattern, or milliseconds, seconds, microseconds. Required beside updatedDateField.',
    aliases: ['updatedAtFormat'],
  },
  {
    key: 'updatedDateTimezone',
    place: 'dates',
    type: 'text',
    default: 'UTC',
    description: 'Zone of dates that name none: GMT, PST, -8:00, Europe/Berlin.',
    aliases: ['updatedAtTimezone', 'updatedDateTimeZone', 'updatedAtTimeZone'],
  },
  {
    key: 'createdDateField',
    place: 'dates',
    type: 'text',
    description: 'Field or dotted path of the date of creation.',
    aliases: ['createdAtField'],
  },
  {
    key: 'createdDateFormat',
    place: 'dates',
    type: 'text',
    description: 'As updatedDateFormat. Default: updatedDateFormat.',
    aliases: ['createdAtFormat'],
  },
  {
    key: 'createdDateTimezone',
    place: 'dates',
    type: 'text',
    description: 'As updatedDateTimezone. Default: updatedDateTimezone.',
    aliases: ['createdAtTimezone', 'createdDateTimeZone', 'createdAtTimeZone'],
  },
] as const satisfies readonly PollerConfigurationKey[];

export type PollerKey = (typeof pollerConfigurationKeys)[number]['key'];

/** Keys that systems of the same family understand. They are kept, so that a configuration can move back, but unused. */
export const keptPollerKeys: readonly string[] = [
  'batchSize',
  'name',
  'objectName',
  'parameters',
  'postHookPipelines',
  'postHooks',
  'useHydrationBeforePostHooks',
  'useLastPollDate',
  'xPath',
];
