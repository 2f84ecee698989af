import { sql } from 'kysely';

/** Of an instance `i`: whether its configuration has events switched on. */
export const eventsAreOn = sql<boolean>`lower(trim(coalesce(i.configuration ->> 'event.notification.enabled', ''))) = 'true'`;

const urlText = sql`trim(coalesce(i.configuration ->> 'event.notification.callback.url', ''))`;

/** Of an instance `i`: the callback URL that its configuration has; empty: none, as the texts null and false say too. */
export const ownUrl = sql<string>`case when lower(${urlText}) in ('null', 'false') then '' else ${urlText} end`;
