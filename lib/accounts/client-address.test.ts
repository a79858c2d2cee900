import { afterEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { clientAddress } from './client-address';

afterEach(() => overrideEnv(undefined));

const from = (forwardedFor?: string) =>
  clientAddress(new Headers(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }));

it('puts everybody into one bucket when no proxy is trusted, whatever the header says', () => {
  overrideEnv({ TRUST_PROXY: 'false' });
  expect(from()).toEqual({ key: 'direct', shared: true });
  expect(from('192.0.2.1')).toEqual({ key: 'direct', shared: true });
});

describe('behind a trusted proxy', () => {
  it('counts by the entry that the proxy wrote, not by those the client sent', () => {
    overrideEnv({ TRUST_PROXY: 'true' });
    expect(from('198.51.100.9, 192.0.2.1')).toEqual({ key: '192.0.2.1', shared: false });
  });

  it('takes an address with a port, or an IPv4 one in IPv6 form', () => {
    overrideEnv({ TRUST_PROXY: 'true' });
    expect(from('192.0.2.1:5000').key).toBe('192.0.2.1');
    expect(from('::ffff:192.0.2.1').key).toBe('192.0.2.1');
    expect(from('[2001:db8:1:2::1]:5000').key).toBe('2001:db8:1:2::/64');
  });

  it('counts a whole IPv6 network as one place', () => {
    overrideEnv({ TRUST_PROXY: 'true' });
    expect(from('2001:db8:1:2::1').key).toBe('2001:db8:1:2::/64');
    expect(from('2001:0DB8:0001:0002:ffff:ffff:ffff:ffff').key).toBe('2001:db8:1:2::/64');
    expect(from('2001:db8:1:3::1').key).toBe('2001:db8:1:3::/64');
    expect(from('2001:db8::1').key).toBe('2001:db8:0:0::/64');
    expect(from('::1').key).toBe('0:0:0:0::/64');
  });

  it('puts what is not an address into one bucket', () => {
    overrideEnv({ TRUST_PROXY: 'true' });
    for (const odd of [undefined, '', 'unknown', '192.0.2.1, ', 'not an address', '999.1.1.1']) {
      expect(from(odd)).toEqual({ key: 'unknown', shared: true });
    }
  });
});
