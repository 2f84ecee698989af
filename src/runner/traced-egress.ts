import { failureReason } from '../deliver/failure-reason.ts';
import type { Egress, EgressRequest } from '../egress/egress.ts';
import { Fault } from '../model/fault.ts';
import type { SpanAttributes, Telemetry } from '../model/telemetry.ts';

/** The requests of polls and other work as parts of its trace: method, host and status. */
export const tracedEgress = (telemetry: Telemetry, egress: Egress): Egress => ({
  ...egress,
  request: (request) => {
    const start = {
      name: request.method,
      kind: 'client',
      insideOnly: true,
      attributes: requestAttributes(request),
    } as const;
    return telemetry.inSpan(start, async (span) => {
      const response = await egress.request(request);
      span.set({ 'http.response.status_code': response.status });
      return response;
    });
  },
});

/**
 * One span for each attempt to deliver, named by the `webhook-id` that the request carries. The receiver is told of it in
 * the header `traceparent`. The time that the attempt waited for its turn at the endpoint is a part of it.
 */
export const tracedCallbacks = (telemetry: Telemetry, egress: Pick<Egress, 'request'>): Pick<Egress, 'request'> => ({
  request: (request) => {
    const attributes = { ...requestAttributes(request), 'tidings.delivery': request.headers?.['webhook-id'] };
    return telemetry.inSpan({ name: 'delivery', kind: 'client', attributes }, async (span) => {
      try {
        const headers = { ...request.headers, ...span.headers };
        const response = await egress.request({ ...request, headers });
        const outcome = outcomeOf(response.status);
        span.set({ 'http.response.status_code': response.status, 'tidings.outcome': outcome });
        if (outcome !== 'delivered') span.fail(outcome);
        return response;
      } catch (error) {
        const ownLimit = isOwnLimit(error);
        span.set({ 'tidings.outcome': ownLimit ? 'notSent' : 'failed' });
        // In words of deliveries: the codes of faults speak of providers.
        if (error instanceof Fault) span.fail(ownLimit ? 'notSent' : failureReason(error));
        throw error;
      }
    });
  },
});

/** The endpoint's own limit stood in the way: that was no attempt. */
const isOwnLimit = (error: unknown) =>
  error instanceof Fault && (error.code === 'provider.throttled' || error.code === 'quota.unavailable');

const outcomeOf = (status: number) =>
  status >= 200 && status < 300 ? 'delivered' : status === 410 ? 'gone' : 'failed';

const requestAttributes = ({ method, url }: EgressRequest): SpanAttributes => ({
  'http.request.method': method,
  'server.address': URL.parse(url)?.host,
});
