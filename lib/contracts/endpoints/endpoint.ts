import type { z } from 'zod';

/** One method of one path of the HTTP API. */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with `{id}` parameters. */
  path: string;
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** A raw body instead of JSON. */
  rawBody?: string;
  headers?: Record<string, string>;
  responses: { status: number; description: string; schema?: z.ZodType; contentType?: string }[];
  isPublic?: boolean;
};
