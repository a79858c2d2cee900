import { expect, it } from 'vitest';
import { keepOnSite } from './keep-on-site';

const site = 'https://chat.example.org';

it('keeps addresses of this site', () => {
  expect(keepOnSite('/c/1?x=2#y', site)).toBe('https://chat.example.org/c/1?x=2#y');
  expect(keepOnSite('https://chat.example.org/c/1', site)).toBe('https://chat.example.org/c/1');
});

it.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://chat.example.org@evil.example/',
  'https://chat.example.org.evil.example/',
  'http://chat.example.org/',
  'https://chat.example.org:8443/',
  'javascript:alert(1)',
  'data:text/html,x',
  '\t//evil.example',
  'http://[',
])('goes to the front page instead of %s', (wanted) => {
  const result = keepOnSite(wanted, site);
  expect(new URL(result).origin).toBe(site);
  expect(result).not.toContain('javascript:');
});

it('never throws, and turns what is no address into a path of this site', () => {
  for (const odd of ['', ' ', '\0', '%', '?', 'http:'])
    expect(new URL(keepOnSite(odd, site)).origin).toBe(site);
});
