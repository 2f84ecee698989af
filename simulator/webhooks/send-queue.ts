import type { FaultBoard } from '../faults.ts';
import type { DeliveryContent, WebhookForm } from './webhook-form.ts';

/** How deliveries are sent. */
export interface Pace {
  /** Requests at a time; default 8. */
  lanes: number;
  /** Before a second attempt; doubled after each. Default 50. */
  retryMs: number;
  /** The longest pause between attempts; default 1000. */
  mostRetryMs: number;
  /** After which an attempt counts as refused; default 5000. */
  timeoutMs: number;
}

export const firstPace: Pace = { lanes: 8, retryMs: 50, mostRetryMs: 1000, timeoutMs: 5000 };

/** What became of the deliveries so far. Each is waiting, accepted or abandoned. */
export interface WebhookCounts {
  deliveries: number;
  /** Requests that were made. */
  attempts: number;
  /** Deliveries that were answered with 2xx. */
  accepted: number;
  /** Attempts that were answered otherwise, or not at all. */
  refused: number;
  /** Sent again though accepted; each is a delivery too. */
  doubled: number;
  /** Never sent, by a fault; they are no deliveries. */
  dropped: number;
  /** Given up, as their subscription was gone. */
  abandoned: number;
  waiting: number;
}

export interface SendQueueParts {
  nowMs: () => number;
  random: () => number;
  sleep: (ms: number) => Promise<void>;
  faults: FaultBoard;
  form: WebhookForm;
  /** Whether the subscription of a delivery is still there. */
  isWanted: (content: DeliveryContent) => boolean;
}

interface Delivery {
  content: DeliveryContent;
  body: string;
  attempts: number;
  isDouble: boolean;
}

type Counted = Omit<WebhookCounts, 'waiting'>;
const nothing: Counted = {
  deliveries: 0,
  attempts: 0,
  accepted: 0,
  refused: 0,
  doubled: 0,
  dropped: 0,
  abandoned: 0,
};

/** Sends deliveries until they are accepted, with the faults that strike them. */
export class SendQueue {
  readonly #parts: SendQueueParts;
  readonly #stop = new AbortController();
  #pace = firstPace;
  #counts = { ...nothing };
  #ready: Delivery[] = [];
  /** Not accepted and not abandoned: ready, on the way, delayed, or between two attempts. */
  #open = 0;
  #running = 0;
  #whenIdle: (() => void)[] = [];

  constructor(parts: SendQueueParts) {
    this.#parts = parts;
  }

  get pace(): Pace {
    return this.#pace;
  }

  setPace(pace: Partial<Pace>): void {
    for (const [name, value] of Object.entries(pace)) {
      if (!Object.hasOwn(firstPace, name))
        throw new Error(`${name} is not known; allowed: ${Object.keys(firstPace).join(', ')}`);
      if (!(value > 0)) throw new Error(`${name} is ${value}; allowed: a number above 0`);
    }
    this.#pace = { ...this.#pace, ...pace };
  }

  counts(): WebhookCounts {
    return { ...this.#counts, waiting: this.#open };
  }

  resetCounts(): void {
    this.#counts = { ...nothing };
  }

  /** Resolves when nothing is waiting. */
  async idle(): Promise<void> {
    if (this.#open === 0) return;
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  /** False: a fault has dropped it. */
  add(content: DeliveryContent): boolean {
    if (this.#parts.faults.strike(['webhookDropped'])) {
      this.#counts.dropped += 1;
      return false;
    }
    this.#begin({ content, body: this.#parts.form.write(content), attempts: 0, isDouble: false });
    return true;
  }

  /** Ends everything; what is on the way is cut. */
  stop(): void {
    this.#stop.abort();
    this.#open -= this.#ready.length;
    this.#ready = [];
    this.#tellIdle();
  }

  #begin(delivery: Delivery): void {
    this.#counts.deliveries += 1;
    this.#open += 1;
    const { faults, random } = this.#parts;
    const delay = faults.strike(['webhookDelayed']);
    if (delay) void this.#later(delivery, random() * delay.ms);
    else this.#enqueue(delivery);
  }

  async #later(delivery: Delivery, ms: number): Promise<void> {
    await this.#parts.sleep(ms);
    this.#enqueue(delivery);
  }

  #enqueue(delivery: Delivery): void {
    if (this.#stop.signal.aborted) return this.#close();
    this.#ready.push(delivery);
    this.#pump();
  }

  #pump(): void {
    while (this.#running < this.#pace.lanes && this.#ready.length > 0) {
      const [delivery] = this.#ready.splice(this.#nextPlace(), 1);
      if (!delivery) return;
      this.#running += 1;
      void this.#send(delivery).finally(() => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  #nextPlace(): number {
    const { faults, random } = this.#parts;
    const isShuffled = this.#ready.length > 1 && faults.strike(['webhookShuffled']) !== undefined;
    return isShuffled ? Math.floor(random() * this.#ready.length) : 0;
  }

  async #send(delivery: Delivery): Promise<void> {
    if (!this.#parts.isWanted(delivery.content)) {
      this.#counts.abandoned += 1;
      return this.#close();
    }
    delivery.attempts += 1;
    this.#counts.attempts += 1;
    if (await this.#isAccepted(delivery)) return this.#accepted(delivery);
    this.#counts.refused += 1;
    const { retryMs, mostRetryMs } = this.#pace;
    void this.#later(delivery, Math.min(mostRetryMs, retryMs * 2 ** (delivery.attempts - 1)));
  }

  async #isAccepted({ content, body }: Delivery): Promise<boolean> {
    const { form, nowMs } = this.#parts;
    const headers = { 'content-type': form.contentType, ...form.headers(content, body, nowMs()) };
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(this.#pace.timeoutMs)]);
    try {
      const response = await fetch(content.hook.url, { method: 'POST', headers, body, redirect: 'manual', signal });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false; // no answer, for whatever reason: it is sent again
    }
  }

  #accepted(delivery: Delivery): void {
    this.#counts.accepted += 1;
    const double = delivery.isDouble ? undefined : this.#parts.faults.strike(['webhookDoubled']);
    if (double) {
      this.#counts.doubled += 1;
      const { content } = delivery;
      const again = double.newId ? { ...content, id: `${content.id}-again` } : content;
      const body = double.newId ? this.#parts.form.write(again) : delivery.body;
      this.#begin({ content: again, body, attempts: 0, isDouble: true });
    }
    this.#close();
  }

  #close(): void {
    this.#open -= 1;
    this.#tellIdle();
  }

  #tellIdle(): void {
    if (this.#open > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
