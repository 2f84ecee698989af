import { z } from 'zod';
import { connectorSchema } from '../../src/model/connector.ts';
import { keepReference } from '../keep-reference.ts';

const schema = z.toJSONSchema(connectorSchema, { io: 'input', unrepresentable: 'any' });

await keepReference('connector.schema.json', JSON.stringify({ title: 'connector.yaml', ...schema }));
