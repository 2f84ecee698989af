import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

const securitySchemes = {
  secrets: {
    type: 'apiKey' as const,
    in: 'header' as const,
    name: 'Authorization',
    description: 'User <secret>, Organization <secret>[, Element <token>]',
  },
};

/** The OpenAPI document is made from the schemas that requests are checked by. Register before the routes. */
export function describeApi(app: FastifyInstance): void {
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tidings',
        description: 'Turns any REST API into signed change events.',
        version: '1',
        license: { name: 'Apache-2.0' },
      },
      components: { securitySchemes },
      security: [{ secrets: [] }],
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      return { schema, url: url.replace('*', ':resource') };
    },
    transformObject: (document) => withAnswersTold(withoutUnused(jsonSchemaTransformObject(document))),
  });
}

/** What an answer is where its schema does not say it. */
const answerDescriptions: Readonly<Record<string, string>> = {
  200: 'What was asked for.',
  202: 'The work has begun.',
  503: 'The server cannot work at the moment; the body says what keeps it from that.',
  '4XX':
    'The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs.',
  '5XX': 'The server failed, or does not answer at the moment, or the provider failed: `code` says which.',
};

interface Answers {
  paths?: Record<string, Record<string, { responses?: Record<string, { description?: string }> }>>;
}

/** The document says "Default Response" of an answer whose schema has no description of its own. */
function withAnswersTold<T extends object>(document: T): T {
  const operations = Object.values((document as Answers).paths ?? {}).flatMap((path) => Object.values(path));
  const all = operations.flatMap(({ responses }) => Object.entries(responses ?? {}));
  for (const [status, answer] of all) {
    const told = answerDescriptions[status];
    if (answer.description === 'Default Response' && told !== undefined) answer.description = told;
  }
  return document;
}

/** Every named schema is listed as what is received and as what is answered, though most are only one of the two. */
function withoutUnused(document: object): object {
  const { components, ...rest } = document as { components: { schemas: object } };
  const text = JSON.stringify(rest);
  const used = Object.entries(components.schemas).filter(([name]) => isUsed(text, components.schemas, name));
  return { ...rest, components: { ...components, schemas: Object.fromEntries(used) } };
}

/** By an endpoint, or by a schema that is answered. */
function isUsed(endpoints: string, schemas: object, name: string): boolean {
  const reference = `"#/components/schemas/${name}"`;
  const answered = Object.entries(schemas).filter(([other]) => !other.endsWith('Input'));
  return endpoints.includes(reference) || answered.some(([, schema]) => JSON.stringify(schema).includes(reference));
}
