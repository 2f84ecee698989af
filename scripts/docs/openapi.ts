import type { ApiDeps } from '../../src/api/api-deps.ts';
import { createApi } from '../../src/api/server.ts';
import { keepReference } from '../keep-reference.ts';

/** Routes are described without being called, so nothing is needed of what they work with. */
const deps = {} as ApiDeps;

const api = createApi(deps);
await api.ready();
await keepReference('openapi.json', JSON.stringify(api.swagger()));
await api.close();
