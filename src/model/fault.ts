/**
 * The catalogue of faults. Expected outcomes are values; what breaks a request is thrown as a Fault from this list and
 * caught only at the doors (api, runner). `docs/reference/errors.md` is generated from it.
 */
export const faults = {
  'request.malformed': { status: 400, when: 'The body is not JSON, or a parameter has a value that is not allowed.' },
  'request.too_large': { status: 413, when: 'The body is larger than 8 MB.' },
  'request.method_not_allowed': {
    status: 405,
    when: 'The address of a webhook answers HEAD only where the connector says so.',
  },
  'request.head_too_large': { status: 431, when: 'The URL and the headers are larger than 16 KB together.' },
  'request.timeout': { status: 408, when: 'The request did not arrive within a minute.' },
  'request.unsupported_media_type': { status: 415, when: 'The body is not sent as application/json.' },
  'authentication.missing': { status: 401, when: 'The Authorization header is absent or lacks a part.' },
  'authentication.refused': { status: 401, when: 'A secret, token or password is not known.' },
  'authentication.throttled': {
    status: 429,
    when: 'Too many log-ins failed for this name, or from this place of the network; Retry-After says how long to wait.',
  },
  'authorization.refused': {
    status: 400,
    when: 'The provider did not accept the authorization code or the client; providerMessage has its words.',
  },
  'access.denied': { status: 403, when: 'The caller may not do this.' },
  'access.cross_site': {
    status: 403,
    when: 'A request of a browser session that changes something, or a sign-in, does not come from a page of this server.',
  },
  'route.not_found': { status: 404, when: 'No endpoint has this method and path.' },
  'instance.not_found': { status: 404, when: 'No instance of the caller has this id.' },
  'instance.none_match': { status: 404, when: 'No instance matches the search.' },
  'instance.disabled': { status: 403, when: 'The instance is disabled; PUT …/enabled enables it.' },
  'instance.changed': {
    status: 409,
    when: 'Another request changed or deleted the instance at the same time, or its tokens are being renewed; read it and send the request again.',
  },
  'instance.reconnect': {
    status: 401,
    when: 'The provider, not this server, refused: it no longer accepts the credentials of the instance. Send a new authorization code with PUT or PATCH.',
  },
  'connect.not_found': {
    status: 404,
    when: 'No consent of this connector was asked for under this state, or it ended more than a day ago.',
  },
  'connect.expired': {
    status: 410,
    when: 'In the error of a connect flow: the user did not come back from the provider in time. Begin another.',
  },
  'connect.interrupted': {
    status: 502,
    when: 'In the error of a connect flow: the server stopped while it connected the account; nothing was made. Begin another.',
  },
  'connect.unavailable': {
    status: 503,
    when: 'This server does not know the address that providers can send users back to: set TIDINGS_PUBLIC_URL.',
  },
  'connector.not_found': { status: 404, when: 'No connector has this key or id.' },
  'connector.invalid': {
    status: 400,
    when: 'An element document cannot be used; the message names each value with its place and what is allowed.',
  },
  'connector.part_not_found': {
    status: 404,
    when: 'The connector has no such configuration entry, hook, parameter, resource, model, object or field.',
  },
  'connector.shipped': {
    status: 403,
    when: 'The connector comes with the server and cannot be changed; POST …/clone makes one that can.',
  },
  'connector.exists': { status: 409, when: 'The organisation has built a connector with this key.' },
  'connector.in_use': { status: 409, when: 'Instances use the connector, or another one with its key.' },
  'connector.too_many': { status: 409, when: 'The organisation has as many connectors of its own as it may have.' },
  'connector.inactive': { status: 409, when: 'The connector takes no new instances; PUT …/active lets it.' },
  'connector.changed': {
    status: 409,
    when: 'Another request changed or deleted the connector at the same time; read it and send the request again.',
  },
  'connector.unaffected': {
    status: 409,
    when: 'The change would do nothing, as the member `tidings` of the connector or the resource says something else and wins.',
  },
  'resource.not_found': { status: 404, when: 'The connector has no such hub resource.' },
  'record.not_found': { status: 404, when: 'The provider has no record with this id in the hub resource.' },
  'event.not_found': {
    status: 404,
    when: 'No instance of the caller has told an event with this id, or it is no longer kept.',
  },
  'usage.not_found': {
    status: 404,
    when: 'No call of the organisation was logged under this id, or the range of time lies in the future.',
  },
  'reconciliation.not_found': { status: 404, when: 'The instance has no reconciliation with this id.' },
  'reconciliation.not_held': { status: 409, when: 'Only a reconciliation that is held can be released.' },
  'reconciliation.ended': { status: 409, when: 'The reconciliation has ended, so it cannot be cancelled.' },
  'replay.not_found': { status: 404, when: 'The instance has no replay with this id.' },
  'replay.ended': { status: 409, when: 'The replay was completed or cancelled, so it cannot be cancelled.' },
  'replay.not_failed': { status: 409, when: 'Only a replay that failed can be resumed.' },
  'replay.failed': {
    status: 502,
    when: 'In the error of a replay, and no answer: its subscription was deactivated, or its instance disabled; the message says why.',
  },
  'notification.not_found': { status: 404, when: 'The organisation has no notification with this id.' },
  'subscription.not_found': { status: 404, when: 'The organisation has no subscription with this id.' },
  'subscription.of_instance': {
    status: 409,
    when: 'The subscription is made by the configuration of an instance, and changes with it.',
  },
  'subscription.changed': {
    status: 409,
    when: 'Another request changed or deleted the subscription at the same time; read it and send the request again.',
  },
  'delivery.not_found': { status: 404, when: 'The notification was not made for this subscription.' },
  'account.not_found': { status: 404, when: 'The organisation has no account with this id.' },
  'user.not_found': { status: 404, when: 'The organisation has no user with this id or e-mail address.' },
  'user.exists': { status: 409, when: 'Somebody signs in with this e-mail address already.' },
  'user.last_admin': {
    status: 409,
    when: 'The last active admin of an organisation cannot be deleted, deactivated or given another role.',
  },
  'user.oneself': { status: 409, when: 'Nobody deletes himself: another admin can.' },
  'user.wrong_password': { status: 403, when: 'The current password, which a new one needs, is not right.' },
  'mail.unavailable': {
    status: 503,
    when: 'This server cannot send e-mail: TIDINGS_SMTP_URL and TIDINGS_MAIL_FROM are not both set.',
  },
  'mail.failed': {
    status: 502,
    when: 'The mail server could not be reached or did not take the message; providerMessage has its words.',
  },
  'resource.polling_not_configured': { status: 404, when: 'The instance does not poll this resource.' },
  'webhook.refused': {
    status: 401,
    when: 'The webhook does not prove that the provider sent it; the message says what is missing or wrong. Nothing was stored.',
  },
  'webhook.forbidden': {
    status: 403,
    when: 'The address of the webhook lacks its token, or its instance is of another connector. Nothing was stored.',
  },
  'webhook.not_taken': {
    status: 410,
    when: 'The instance takes no webhooks: its events are off, or event.vendor.type is polling.',
  },
  'webhook.unavailable': {
    status: 503,
    when: 'In the error of a registration: this server does not know the address that providers can send webhooks to. Set TIDINGS_PUBLIC_URL.',
  },
  'webhook.not_registered': {
    status: 409,
    when: 'The server asks the provider for no webhooks of the instance; the message says why.',
  },
  'webhook.not_found': { status: 404, when: 'The instance has no webhook with this id, or it is no longer kept.' },
  'webhook.not_failed': {
    status: 409,
    when: 'Only a webhook that failed, and whose body is kept, can be tried again.',
  },
  'polling.paused': {
    status: 409,
    when: 'Polling of the instance is paused, as it failed too often; POST …/polls/resume lets it go on.',
  },
  'configuration.invalid': {
    status: 400,
    when: 'A configuration value is missing or not allowed; the message names it.',
  },
  'configuration.not_found': { status: 404, when: 'The instance has no configuration entry with this id or key.' },
  'date_format.invalid': { status: 400, when: 'A date format cannot be used; the message says why and where.' },
  'date_format.not_found': { status: 404, when: 'The organisation has kept no date format with this id.' },
  'date_format.too_many': { status: 409, when: 'The organisation has kept as many date formats as it may.' },
  'query.invalid': {
    status: 400,
    when: 'The where clause, orderBy or page token of a hub request cannot be understood.',
  },
  'query.unsupported': {
    status: 400,
    when: 'The provider cannot filter like this, and neither is it filtered locally.',
  },
  'feed.expired': { status: 410, when: 'Events after the cursor of the feed are no longer kept.' },
  'address.refused': {
    status: 400,
    when: 'An outbound address is loopback, private, link-local or otherwise not allowed (TIDINGS_ALLOW_NETWORKS).',
  },
  'provider.unreachable': { status: 502, when: 'No connection, a connection cut, or a time-out, at the provider.' },
  'provider.refused': { status: 502, when: 'The provider answered with an error; providerMessage has its words.' },
  'provider.unauthorized': {
    status: 401,
    when: 'The provider, not this server, refused: the credentials of the instance are wrong; the Authorization header is right.',
  },
  'provider.throttled': {
    status: 429,
    when: 'The provider asks to wait, or a rate limit of its connector is used up; Retry-After says how long.',
  },
  'quota.unavailable': {
    status: 503,
    when: 'The rate limits of the provider account are shared through the database, which does not answer; nothing was sent.',
  },
  'provider.malformed': {
    status: 502,
    when: 'The provider answered with something that is not what its connector declares.',
  },
  'provider.result_cap': {
    status: 502,
    when: 'The provider gives only a part of what matches, and the connector declares no way to ask for the rest.',
  },
  'provider.cursor_expired': {
    status: 502,
    when: 'The provider no longer knows the cursor of a page or a change feed; the scan begins anew.',
  },
  'hook.failed': {
    status: 502,
    when: 'Hook code of the connector failed, went beyond a limit, or gave what cannot be used; the message names the hook, the line and the reason.',
  },
  'hook.busy': {
    status: 503,
    when: 'Hook code of the connector did not begin, as other hooks took too long, or as it ran out of time itself again and again. Try again.',
  },
  'webhook.unusable': {
    status: 502,
    when: 'In the fault of a received webhook, and no answer: its body cannot be read, or no item of it can be used; the message says why.',
  },
  'provider.too_large': { status: 502, when: 'The provider answered with more bytes than allowed.' },
  'poll.superseded': { status: 409, when: 'Another poller has taken over this resource; its result stands.' },
  'database.unavailable': {
    status: 503,
    when: 'The database does not answer at the moment; send the request again. What was asked for may have been done.',
  },
  internal: { status: 500, when: 'A fault of ours; the log has its details under the request id.' },
} as const satisfies Record<string, { status: number; when: string }>;

export type FaultCode = keyof typeof faults;

/** One wrong value: where it is, what was found, what is allowed. */
export interface Issue {
  /** Dotted path of the value, e.g. `configuration.event.poller.refresh_interval`. */
  path: string;
  message: string;
}

export interface FaultOptions {
  cause?: unknown;
  issues?: Issue[];
  /** The provider's own words; shown as `providerMessage`. */
  providerMessage?: string;
  /** The status of the provider's answer. */
  providerStatus?: number;
  /** Epoch milliseconds before which trying again is pointless. */
  retryAt?: number;
}

export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly status: number;
  readonly issues: Issue[];
  readonly providerMessage: string | undefined;
  readonly providerStatus: number | undefined;
  readonly retryAt: number | undefined;
  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = faults[code].status;
    this.issues = options.issues ?? [];
    this.providerMessage = options.providerMessage;
    this.providerStatus = options.providerStatus;
    this.retryAt = options.retryAt;
  }
}

/** What is thrown and not from the catalogue, where it becomes an outcome: its words are for the log alone. */
export const faultOfOurs = (what: string, cause: unknown): Fault =>
  new Fault('internal', `${what} broke off by a fault of this server; its log has the details.`, { cause });
