import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import { AppError } from '@/lib/kernel';
import { appUrl } from '@/lib/platform/env';
import { toErrorResponse } from '@/lib/platform/http';
import { clientAddress } from '../client-address';
import { keepOnSite } from '../keep-on-site';
import { parseCookieHeader } from '../session-cookie';
import { createAuthOptions } from './auth-options';
import { configuredProviders } from './identity-providers';
import { readFields } from './read-fields';
import { RecordedResponse } from './recorded-response';

/** What of next-auth is open to the outside. Its log endpoint, session updates and own pages are not. */
const openActions: Record<string, string[]> = {
  GET: ['providers', 'session', 'csrf', 'signin', 'callback', 'error'],
  POST: ['signin', 'signout', 'callback'],
};

/**
 * Answers /api/auth/*. next-auth gets a checked copy of the request instead of the request itself: it would read a
 * body of any size, and turn odd callback addresses into a server error.
 */
export async function handleAuthRequest(
  request: Request,
  segments: string[],
  identityProviders: () => NextAuthOptions['providers'] = configuredProviders,
): Promise<Response> {
  try {
    if (!openActions[request.method]?.includes(segments[0] ?? '')) throw notFound();
    const response = new RecordedResponse();
    const options = createAuthOptions(clientAddress(request.headers), identityProviders());
    // Called the way of an API handler: the other way works only inside Next's request scope.
    await NextAuth(
      (await toApiRequest(request, segments)) as unknown as NextApiRequest,
      response as unknown as NextApiResponse,
      options,
    );
    return response.toResponse();
  } catch (error) {
    return toErrorResponse(error, request);
  }
}

async function toApiRequest(request: Request, segments: string[]) {
  return {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    query: { ...withSafeCallback(Object.fromEntries(new URL(request.url).searchParams)), nextauth: segments },
    body: withSafeCallback(request.method === 'POST' ? await readFields(request) : {}),
    cookies: readCookies(request.headers.get('cookie')),
  };
}

function withSafeCallback(fields: Record<string, string>): Record<string, string> {
  return fields.callbackUrl === undefined
    ? fields
    : { ...fields, callbackUrl: keepOnSite(fields.callbackUrl, appUrl()) };
}

function readCookies(header: string | null): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const { name, value } of parseCookieHeader(header)) {
    const text = decode(value);
    cookies[name] = name.endsWith('next-auth.callback-url') ? keepOnSite(text, appUrl()) : text;
  }
  return cookies;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const notFound = () =>
  new AppError({ code: 'request.not_found', kind: 'not_found', publicMessage: 'There is nothing here.' });
