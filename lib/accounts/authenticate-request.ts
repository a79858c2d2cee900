import type { Principal } from '@/lib/platform/http';
import { decodeSession } from './adapters/session-token';
import { hashApiKey, looksLikeApiKey } from './api-key-format';
import { noteApiKeyUse } from './note-api-key-use';
import { joinSessionCookie, parseCookieHeader } from './session-cookie';
import { findApiKeyOwner, findSessionPerson } from './store/principals';

/**
 * Who sends this request, or null. An `Authorization: Bearer` header decides alone: one that is wrong never falls
 * back to the cookie, so a program with a revoked key cannot act as whoever is signed in. No other header counts.
 */
export async function authenticateRequest(request: Request): Promise<Principal | null> {
  const bearer = /^bearer\b\s*(.*)$/i.exec(request.headers.get('authorization') ?? '');
  if (bearer) return authenticateKey(bearer[1] ?? '');
  const token = joinSessionCookie(parseCookieHeader(request.headers.get('cookie')));
  return token ? authenticateSession(token) : null;
}

async function authenticateKey(key: string): Promise<Principal | null> {
  if (!looksLikeApiKey(key)) return null;
  const found = await findApiKeyOwner(hashApiKey(key));
  if (!found) return null;
  noteApiKeyUse(found);
  const { ownerId: userId, role, profile } = found;
  return { userId, role, profile, via: 'api_key', channel: 'api' };
}

async function authenticateSession(token: string): Promise<Principal | null> {
  const claims = await decodeSession(token);
  const known = claims && (await findSessionPerson(claims.userId, claims.sessionVersion));
  return claims && known && { userId: claims.userId, ...known, via: 'session', channel: 'web' };
}
