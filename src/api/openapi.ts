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
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  });
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
