import type { ApiDeps } from '../src/api/api-deps.ts';
import { createApi } from '../src/api/server.ts';

/** The OpenAPI document. Routes are described without being called, so nothing is needed of what they work with. */
export async function describedApi(): Promise<object> {
  const api = createApi({} as ApiDeps);
  await api.ready();
  const document = api.swagger();
  await api.close();
  return document;
}
