import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import PusherServer from 'pusher';
import { describe, expect, it } from 'vitest';
import { isSignedRequest } from './embedded/signed-request';
import { equalSignatures, sign, signChannel } from './signature';

type Vector = {
  group: string;
  name: string;
  expected: string;
  key: string;
  secret: string;
  string_to_sign: string;
  socket_id?: string;
  channel?: string;
  channel_data?: string | null;
  body?: string | null;
};

const file = path.resolve(
  import.meta.dirname,
  '../../../shared/fixtures/protocols/vectors-pusher-slack-whatsapp.json',
);
const present = existsSync(file);
const vectors: Vector[] = present ? JSON.parse(readFileSync(file, 'utf8')) : [];
const ofGroup = (group: string) => vectors.filter((vector) => vector.group === group);

describe.skipIf(!present)(
  `published Pusher vectors${present ? '' : ' (skipped: ../shared/fixtures is absent)'}`,
  () => {
    it.each(ofGroup('pusher-channel-auth'))('channel: $name', (vector) => {
      const { key, secret, socket_id: socketId = '', channel = '', channel_data: channelData } = vector;
      expect(signChannel({ key, secret }, { socketId, channel, channelData: channelData ?? undefined })).toBe(
        vector.expected,
      );
    });

    it.each(ofGroup('pusher-user-auth'))('user: $name', ({ key, secret, string_to_sign: text, expected }) => {
      expect(`${key}:${sign(secret, text)}`).toBe(expected);
    });

    it.each(ofGroup('pusher-http-signed-query'))('request: $name', (vector) => {
      const [method = '', requestPath = '', signed = ''] = vector.string_to_sign.split('\n');
      const request = {
        method,
        path: requestPath,
        query: new URLSearchParams(`${signed}&auth_signature=${vector.expected}`),
        body: Buffer.from(vector.body ?? ''),
      };
      const at = 1_234_567_890_000;
      expect(isSignedRequest(request, vector, at)).toBe(true);
      expect(isSignedRequest({ ...request, method: 'POST' }, vector, at)).toBe(false);
      expect(isSignedRequest({ ...request, body: Buffer.from('other body') }, vector, at)).toBe(false);
      expect(isSignedRequest(request, { ...vector, secret: 'other' }, at)).toBe(false);
      expect(isSignedRequest(request, { ...vector, key: 'other' }, at)).toBe(false);
      expect(isSignedRequest(request, vector, at + 601_000)).toBe(false);
      expect(isSignedRequest(request, vector, at - 601_000)).toBe(false);
    });

    it('has vectors of every kind', () => {
      for (const group of ['pusher-channel-auth', 'pusher-user-auth', 'pusher-http-signed-query']) {
        expect(ofGroup(group).length).toBeGreaterThan(0);
      }
    });
  },
);

describe('signatures', () => {
  it('are those of the pusher package', () => {
    const credentials = { appId: '1', key: 'k', secret: 's' };
    const theirs = new PusherServer({ ...credentials, cluster: 'eu' });
    expect(signChannel(credentials, { socketId: '1.2', channel: 'private-a' })).toBe(
      theirs.authorizeChannel('1.2', 'private-a').auth,
    );
  });

  it.each([
    ['', 'abc'],
    ['ab', 'abc'],
    ['abcd', 'abc'],
    ['abd', 'abc'],
    ['äbc', 'abcd'],
  ])('%j does not equal %j', (given, expected) => {
    expect(equalSignatures(given, expected)).toBe(false);
    expect(equalSignatures(expected, expected)).toBe(true);
  });

  it('of a request without a time are refused', () => {
    const text = 'GET\n/apps/1/channels\nauth_key=k';
    const query = new URLSearchParams(`auth_key=k&auth_signature=${sign('s', text)}`);
    const request = { method: 'GET', path: '/apps/1/channels', query, body: Buffer.alloc(0) };
    expect(isSignedRequest(request, { key: 'k', secret: 's' }, Date.now())).toBe(false);
  });
});
