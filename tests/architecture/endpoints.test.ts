import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { endpoints } from '@/lib/contracts';
import { describeApi } from '@/lib/flows/describe-api';

/** Routes of the app's own pages, which are no public API. */
const internal = /^\/api\/(auth|account|realtime|openapi\.json|doctor)\b/;
const root = path.resolve(import.meta.dirname, '../../app');

function listRoutes(): { path: string; method: string }[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('route.ts'),
  );
  return files.flatMap((file) => {
    const url = `/${path.dirname(file).replaceAll('[', '{').replaceAll(']', '}')}`;
    const source = readFileSync(path.join(root, file), 'utf8');
    const methods = [...source.matchAll(/export const (GET|POST|PATCH|PUT|DELETE)\b/g)].map(
      (match) => match[1] ?? '',
    );
    return methods.map((method) => ({ path: url, method }));
  });
}

const key = (entry: { path: string; method: string }) => `${entry.method} ${entry.path}`;

describe('the API description', () => {
  it('names every route, and only routes that exist', () => {
    const routes = listRoutes().filter((route) => !internal.test(route.path));
    const described = endpoints.map(key);
    // Variants are described with the asset itself.
    expect(
      routes.map(key).filter((name) => !described.includes(name) && name !== 'GET /media/{id}/{variant}'),
    ).toEqual([]);
    expect(described.filter((name) => !routes.map(key).includes(name))).toEqual([]);
  });

  it('is built from the schemas', () => {
    const description = JSON.stringify(describeApi('https://strand.example'));
    for (const name of ['media_urls', 'sender_channel', 'last_event_seq', 'next_before', 'retryable']) {
      expect(description).toContain(name);
    }
  });
});
