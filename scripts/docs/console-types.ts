import { join } from 'node:path';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { describedApi } from '../describe-api.ts';
import { keepGenerated } from '../keep-reference.ts';

/** The types of the console's client. */
const types = astToString(await openapiTypescript((await describedApi()) as OpenAPI3, { alphabetize: true }));
await keepGenerated(
  join('console', 'src', 'api', 'openapi-types.ts'),
  `// Generated from the OpenAPI document by scripts/docs/console-types.ts; npm run docs writes it anew.\n${types}`,
);
