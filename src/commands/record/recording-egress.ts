import type { Egress, EgressRequest, EgressResponse } from '../../egress/egress.ts';
import { Fault } from '../../model/fault.ts';

export interface RecordedExchange {
  request: EgressRequest;
  response: EgressResponse;
}

/** An egress that remembers what went over it. */
export interface RecordingEgress extends Egress {
  exchanges: RecordedExchange[];
}

/** Throws after so many requests: a fixture that ends in the middle of a list cannot be played. */
export function createRecordingEgress(egress: Egress, mostRequests: number): RecordingEgress {
  const exchanges: RecordedExchange[] = [];
  return {
    ...egress,
    exchanges,
    request: async (request) => {
      if (exchanges.length >= mostRequests) throw tooMany(mostRequests);
      const response = await egress.request(request);
      exchanges.push({ request, response });
      return response;
    },
  };
}

const tooMany = (mostRequests: number) =>
  new Fault(
    'query.invalid',
    `It takes more than ${mostRequests} requests. Ask for less (--since, or a where clause), or allow more (--pages).`,
  );
