import type { z } from 'zod';
import { AppError } from '@/lib/kernel';
import { appUrl } from '../env';
import { toErrorResponse } from './error-response';
import { readJson } from './read-json';
import { isSameOrigin } from './same-origin';

/** Who asks. Made only by the server from a session or an API key. */
export type Principal = {
  userId: string;
  role: 'admin' | 'member';
  /** What the person told of themselves, as it is stored. */
  profile: { name: string | null; preferences: unknown };
  via: 'session' | 'api_key';
  channel: 'web' | 'api';
};

/** `public` needs nobody; `read` and `write` need a person, and `write` from a browser must be same-origin. */
export type Access = 'public' | 'read' | 'write';

type Shape<T extends z.ZodType | undefined> = T extends z.ZodType ? z.output<T> : undefined;

export type RouteContext<A extends Access, B, Q, P> = {
  request: Request;
  principal: A extends 'public' ? null : Principal;
  body: B;
  query: Q;
  params: P;
  /** The client instance that names itself in `X-Client-Id`, so that its own events need no echo. */
  origin: string | null;
};

type RouteOptions<A extends Access, B, Q, P> = { access: A; body?: B; query?: Q; params?: P };

const MAX_ORIGIN_LENGTH = 64;

/**
 * Makes the wrapper every route goes through: authentication, same-origin check, zod on parameters, query and
 * JSON body, and error mapping. A handler returns a Response, or a value that is answered as JSON.
 */
export function createRoute(dependencies: { authenticate(request: Request): Promise<Principal | null> }) {
  return function route<
    A extends Access,
    B extends z.ZodType | undefined = undefined,
    Q extends z.ZodType | undefined = undefined,
    P extends z.ZodType | undefined = undefined,
  >(
    options: RouteOptions<A, B, Q, P>,
    handle: (context: RouteContext<A, Shape<B>, Shape<Q>, Shape<P>>) => Promise<unknown>,
  ) {
    return async (request: Request, next: { params: Promise<unknown> }): Promise<Response> => {
      try {
        const principal = options.access === 'public' ? null : await dependencies.authenticate(request);
        if (options.access !== 'public' && !principal) throw notSignedIn();
        if (
          options.access === 'write' &&
          principal?.via === 'session' &&
          !isSameOrigin(request, [appUrl()])
        ) {
          throw crossSite();
        }
        const result = await handle({
          request,
          principal: principal as A extends 'public' ? null : Principal,
          params: parse(options.params, await next.params, 'request.not_found') as Shape<P>,
          query: parse(options.query, searchOf(request), 'request.invalid') as Shape<Q>,
          body: (options.body
            ? parse(options.body, await readJson(request), 'request.invalid')
            : undefined) as Shape<B>,
          origin: request.headers.get('x-client-id')?.slice(0, MAX_ORIGIN_LENGTH) ?? null,
        });
        if (result instanceof Response) return result;
        if (result === undefined) return new Response(null, { status: 204 });
        return Response.json(result, { headers: { 'cache-control': 'no-store' } });
      } catch (error) {
        return toErrorResponse(error, request);
      }
    };
  };
}

function searchOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

function parse(schema: z.ZodType | undefined, value: unknown, code: 'request.invalid' | 'request.not_found') {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // A path with a malformed id names nothing: answered like any other thing that is not there.
  if (code === 'request.not_found') {
    throw new AppError({
      code,
      kind: 'not_found',
      publicMessage: 'There is nothing here.',
      cause: result.error,
    });
  }
  const issue = result.error.issues[0];
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  throw new AppError({
    code,
    kind: 'invalid',
    publicMessage: `${where}${issue?.message ?? 'The request is not valid.'}`,
    cause: result.error,
  });
}

const notSignedIn = () =>
  new AppError({
    code: 'accounts.not_signed_in',
    kind: 'unauthenticated',
    publicMessage: 'You are not signed in. Sign in and try again.',
  });

const crossSite = () =>
  new AppError({
    code: 'request.cross_site',
    kind: 'forbidden',
    publicMessage: 'This request did not come from a page of this app, so nothing was done.',
  });
