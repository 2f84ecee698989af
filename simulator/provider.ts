import type { Faults } from './faults.ts';
import type { OauthCounters } from './oauth-server.ts';
import type { Limit } from './rate-limit.ts';
import type { CreateOptions, UpdateOptions } from './record-store.ts';
import type { RequestReport } from './request-log.ts';
import type { OauthSettings, Tokens } from './token-book.ts';
import type { Change, Fields } from './types.ts';
import type { VendorOptions } from './vendors/vendor.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

export interface LoadOptions extends Omit<CreateOptions, 'number'> {
  /** Default: the provider's first collection. */
  resource?: string;
}

export interface Churn {
  /** Default: the provider's first collection. */
  resource?: string;
  creates?: number;
  /** Of records chosen by chance; only their stamps move. */
  updates?: number;
  /** Of records chosen by chance. */
  deletes?: number;
}

export interface Limits {
  /** Requests to the API (at Salesloft their cost). `vendor`: as documented; `off`: the default. */
  requests?: Limit | 'vendor' | 'off';
  /** Token calls by code or password. */
  authCalls?: Limit | 'vendor' | 'off';
}

export interface AuthorizeOptions {
  /** Default `https://app.example.com/callback`. */
  redirectUri?: string;
  state?: string;
  /** Who allows it; without one every grant is another user's. */
  user?: string;
}

export interface Authorization {
  code: string;
  state: string | undefined;
  /** The redirect_uri that the code is bound to: the code exchange must name it. */
  redirectUri: string;
  /** The whole address that the browser was sent to. */
  location: string;
}

/** One pretend provider. Ids are unique in it, also across collections; wrong arguments throw an Error that says what is allowed. */
export interface Provider {
  readonly name: string;
  /** What a client takes as the base of the API. */
  readonly baseUrl: string;
  /** Its collections; at Act-On the lists, and any other id such as `l-0007` becomes a list when it is first used. */
  resources(): string[];
  create(resource: string, fields?: Fields, options?: CreateOptions): Change;
  update(id: string | number, fields?: Fields, options?: UpdateOptions): Change;
  delete(id: string | number): Change;
  /** Creates `count` records at once, as fast as it can. */
  load(count: number, options?: LoadOptions): void;
  /** Many changes at once. */
  churn(churn: Churn): void;
  /** As the API shows them when nothing is late, in the order of ids. */
  records(resource?: string): Fields[];
  /** Every change that was made, in order; `from` is a position in the whole history. */
  history(resource?: string, from?: number): Change[];
  historyLength(): number;
  requests(): RequestReport;
  clearRequests(): void;
  readonly faults: Faults;
  /** What it sends by itself. */
  readonly webhooks: Webhooks;
  setLimits(limits: Limits): void;
  /** How the vendor writes its records; see docs/reference/simulator.md. Set them before changes are made late on purpose. */
  setOptions(options: VendorOptions): void;
  options(): VendorOptions;
  /** Back to the beginning: no records, no faults, no webhooks, no tokens, no limits, the first options. */
  reset(): void;
}

export interface OauthProvider extends Provider {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Sends a browser's request to the authorization address and returns what its redirect carries. */
  authorizationCode(options?: AuthorizeOptions): Promise<Authorization>;
  /** Tokens without the browser. */
  issueTokens(user?: string): Tokens;
  expireAccessTokens(): void;
  /** Every token and code dies, as when the user removes the application. */
  revokeTokens(): void;
  setTokens(settings: Partial<OauthSettings>): void;
  tokenCalls(): OauthCounters;
}

export interface KeyProvider extends Provider {
  readonly apiKey: string;
  /** The old key stops working. */
  changeApiKey(apiKey: string): void;
}
