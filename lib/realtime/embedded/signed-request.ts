import { createHash } from 'node:crypto';
import { equalSignatures, sign } from '../signature';

/** As hosted Pusher: an older request may be a replay. */
const MAX_AGE_SECONDS = 600;

/** Checks key, age, body digest and signature of a request to Pusher's HTTP API. */
export function isSignedRequest(
  request: { method: string; path: string; query: URLSearchParams; body: Buffer },
  credentials: { key: string; secret: string },
  nowMs: number,
): boolean {
  const { auth_signature: given = '', ...signed } = Object.fromEntries(request.query);
  if (signed.auth_key !== credentials.key) return false;
  const ageSeconds = Math.abs(nowMs / 1000 - Number(signed.auth_timestamp));
  if (!(ageSeconds <= MAX_AGE_SECONDS)) return false;
  if (request.body.length > 0 && signed.body_md5 !== createHash('md5').update(request.body).digest('hex')) {
    return false;
  }
  const query = Object.entries(signed)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return equalSignatures(given, sign(credentials.secret, `${request.method}\n${request.path}\n${query}`));
}
