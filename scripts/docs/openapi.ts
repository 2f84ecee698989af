import { describedApi } from '../describe-api.ts';
import { keepReference } from '../keep-reference.ts';

await keepReference('openapi.json', JSON.stringify(await describedApi()));
