import { z } from 'zod';
import { type Endpoint, endpoints, errorBodySchema } from '@/lib/contracts';

const toSchema = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, target: 'openapi-3.0', unrepresentable: 'any' });

/** The OpenAPI 3.0 description of the HTTP API, made from its zod schemas. */
export function describeApi(serverUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: describe(endpoint) };
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Strand',
      version: '1',
      description: 'One conversation, all modalities. Stream chunks: docs/api.md.',
    },
    servers: [{ url: serverUrl }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An API key' } },
      schemas: { Error: toSchema(errorBodySchema, 'output') },
    },
    security: [{ bearer: [] }],
    paths,
  };
}

function describe(endpoint: Endpoint): object {
  return {
    summary: endpoint.summary,
    parameters: parametersOf(endpoint),
    ...(endpoint.isPublic ? { security: [] } : {}),
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: toSchema(endpoint.body, 'input') } },
          },
        }
      : {}),
    ...(endpoint.rawBody
      ? {
          requestBody: {
            required: true,
            content: { [endpoint.rawBody]: { schema: { type: 'string', format: 'binary' } } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        endpoint.responses.map(({ status, description, schema, contentType }) => [
          String(status),
          {
            description,
            ...(schema
              ? { content: { 'application/json': { schema: toSchema(schema, 'output') } } }
              : contentType
                ? { content: { [contentType]: { schema: { type: 'string' } } } }
                : {}),
          },
        ]),
      ),
      default: {
        description: 'A refusal in plain words',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function parametersOf(endpoint: Endpoint): object[] {
  const fromPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
  const query = endpoint.query ? toSchema(endpoint.query, 'input') : { properties: {} };
  const fromQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    schema,
  }));
  const fromHeaders = Object.entries(endpoint.headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));
  return [...fromPath, ...fromQuery, ...fromHeaders];
}
