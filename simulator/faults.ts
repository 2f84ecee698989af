/** Faults that a request meets. `times` counts requests. */
type RequestFaultBody =
  /** Answered with this status; `retryAfter` becomes the Retry-After header (seconds or an HTTP date). */
  | { kind: 'status'; status: number; retryAfter?: number | string; body?: string }
  /** The connection is destroyed before the answer or after half of its body. */
  | { kind: 'cut'; when: 'before' | 'middle' }
  /** Answered so many milliseconds late. */
  | { kind: 'slow'; ms: number }
  /** Never answered: the connection stays open. */
  | { kind: 'hang' }
  /** Status 200, but the JSON ends half-way. */
  | { kind: 'malformed' };

/** Faults that only lists meet. `times` counts list requests. */
type ListFaultBody =
  /** Date filters are left out without a word. */
  | { kind: 'ignoreFilters' }
  /** Every access token counts as revoked, and lists answer 200 with no records. */
  | { kind: 'revokedTokenAnswers200' }
  /** The answer that this path gave last is given again, whatever the query asks for. */
  | { kind: 'stalePage' }
  /** `run` changes records right after a list was answered: between two pages. Once, unless `times` says more. */
  | { kind: 'pageShift'; run: () => void };

/** Faults of the records' stamps. `times` counts changes. */
type ChangeFaultBody =
  /** Every `every`-th change (default 1: all) shows in lists only this long after its stamp; until then the old state shows. */
  | { kind: 'lateVisibility'; ms: number; every?: number }
  /** Stamps are cut to this granularity; without one, all changes share the stamp of the first. */
  | { kind: 'equalTimestamps'; granularityMs?: number };

/** Faults of what the provider sends by itself. `times` counts deliveries. */
type WebhookFaultBody =
  /** Never sent, and nobody is told. */
  | { kind: 'webhookDropped'; share?: number }
  /** Sent again though it was accepted; `newId`: as if it were another delivery. */
  | { kind: 'webhookDoubled'; share?: number; newId?: boolean }
  /** Sent up to so many milliseconds late, by chance. */
  | { kind: 'webhookDelayed'; ms: number; share?: number }
  /** Not the oldest delivery that waits is sent next, but any of them. */
  | { kind: 'webhookShuffled'; share?: number };

type ClockFaultBody =
  /** The provider's clock (stamps, filters, Date header) is ahead of ours by `ms`; behind when negative. */
  { kind: 'skew'; ms: number };

export type Fault = (RequestFaultBody | ListFaultBody | ChangeFaultBody | WebhookFaultBody | ClockFaultBody) & {
  /**
   * Only requests whose path and query contain this text. Without it: every request but those to the authorization server,
   * which fail only for a fault whose path names them.
   */
  path?: string;
  /** How many requests or changes it strikes; default: until removed (pageShift: 1). */
  times?: number;
  /** How many matching requests or changes it lets pass first; default 0. */
  skip?: number;
};

export type FaultKind = Fault['kind'];
export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;

export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  /** How often it struck. */
  hits(): number;
  remove(): void;
}

export interface Faults {
  /** Throws a RangeError for numbers that make no sense. */
  add(fault: Fault): ActiveFault;
  list(): ActiveFault[];
  clear(): void;
}

interface Rule {
  id: string;
  fault: Fault;
  remaining: number;
  /** Matching requests or changes so far, struck or not. */
  seen: number;
  hits: number;
}

/** The faults of one provider; `strike` is asked at the place where each kind bites. */
export class FaultBoard implements Faults {
  readonly #random: () => number;
  #rules: Rule[] = [];
  #added = 0;

  /** `random` decides where a fault strikes a share of what it could. */
  constructor({ random }: { random: () => number }) {
    this.#random = random;
  }

  add(fault: Fault): ActiveFault {
    checkFault(fault);
    this.#added += 1;
    const rule: Rule = {
      id: String(this.#added),
      fault,
      remaining: fault.times ?? (fault.kind === 'pageShift' ? 1 : Infinity),
      seen: 0,
      hits: 0,
    };
    this.#rules.push(rule);
    return this.#activeFault(rule);
  }

  list(): ActiveFault[] {
    return this.#rules.filter((rule) => rule.remaining > 0).map((rule) => this.#activeFault(rule));
  }

  clear(): void {
    this.#rules = [];
  }

  /**
   * The first fault of one of these kinds that strikes now, counted as one hit. `target` is the path and query of a request;
   * leave it out for changes.
   */
  strike<K extends FaultKind>(kinds: readonly K[], target?: RequestTarget): FaultOf<K> | undefined {
    if (this.#rules.length === 0) return undefined;
    for (const rule of this.#rules) {
      if (rule.remaining <= 0 || !(kinds as readonly FaultKind[]).includes(rule.fault.kind)) continue;
      if (target && !isAimedAt(rule.fault, target)) continue;
      rule.seen += 1;
      if (!isItsTurn(rule) || !this.#isChosen(rule.fault)) continue;
      rule.remaining -= 1;
      rule.hits += 1;
      return rule.fault as FaultOf<K>;
    }
    return undefined;
  }

  /** How far the provider's clock is ahead of ours. */
  skewMs(): number {
    let ms = 0;
    for (const { fault } of this.#rules) if (fault.kind === 'skew') ms += fault.ms;
    return ms;
  }

  #isChosen(fault: Fault): boolean {
    return !('share' in fault) || fault.share === undefined || this.#random() < fault.share;
  }

  #activeFault(rule: Rule): ActiveFault {
    return {
      id: rule.id,
      fault: rule.fault,
      hits: () => rule.hits,
      remove: () => {
        this.#rules = this.#rules.filter((other) => other !== rule);
      },
    };
  }
}

export interface RequestTarget {
  /** Path and query as they were sent, below the provider's prefix. */
  text: string;
  /** A request to the authorization server. */
  isAuthorization: boolean;
}

function isAimedAt(fault: Fault, target: RequestTarget): boolean {
  if (fault.path === undefined) return !target.isAuthorization;
  return target.text.includes(fault.path) || readable(target.text).includes(fault.path);
}

/** Without percent signs, so that a fault can name `filters[updated_after]`. */
function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isItsTurn({ fault, seen }: Rule): boolean {
  const turn = seen - (fault.skip ?? 0);
  const every = fault.kind === 'lateVisibility' ? (fault.every ?? 1) : 1;
  return turn > 0 && turn % every === 0;
}

function checkFault(fault: Fault): void {
  const at = `fault ${fault.kind}`;
  atLeast(`${at}: times`, fault.times, 1);
  atLeast(`${at}: skip`, fault.skip, 0);
  if (fault.kind === 'status' && !(fault.status >= 200 && fault.status <= 599)) {
    throw new RangeError(`${at}: status is ${fault.status}; allowed: 200 to 599`);
  }
  if ('ms' in fault && fault.kind !== 'skew') atLeast(`${at}: ms`, fault.ms, 0);
  if ('share' in fault) checkShare(at, fault.share);
  if (fault.kind === 'lateVisibility') atLeast(`${at}: every`, fault.every, 1);
  if (fault.kind === 'skew' && !Number.isFinite(fault.ms)) {
    throw new RangeError(`${at}: ms is ${fault.ms}; allowed: a number`);
  }
  if (fault.kind === 'equalTimestamps') atLeast(`${at}: granularityMs`, fault.granularityMs, 1);
}

function checkShare(at: string, share: number | undefined): void {
  if (share !== undefined && !(share >= 0 && share <= 1))
    throw new RangeError(`${at}: share is ${share}; allowed: 0 to 1`);
}

function atLeast(place: string, value: number | undefined, least: number): void {
  if (value !== undefined && !(value >= least)) throw new RangeError(`${place} is ${value}; allowed: ${least} or more`);
}
