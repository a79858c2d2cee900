import { expect, it } from 'vitest';
import type { Check } from '@/lib/flows/check-health';
import { excuseStoppedApp } from './excuse-stopped-app';
import { isBroken } from './format-report';

const check = (name: string, status: Check['status']): Check => ({ name, status, detail: 'found' });

it('takes an app that is not running for stopped, not for broken', () => {
  const checks = [
    check('database', 'ok'),
    check('web', 'failed'),
    check('realtime', 'failed'),
    check('worker', 'failed'),
  ];
  const excused = excuseStoppedApp(checks);
  expect(isBroken(excused)).toBe(false);
  expect(excused[0]).toEqual(check('database', 'ok'));
  expect(excused[1]).toMatchObject({ status: 'missing', advice: 'Start the app with npm start.' });
});

it('takes an app of which one process is silent for broken', () => {
  const checks = [check('web', 'ok'), check('realtime', 'ok'), check('worker', 'failed')];
  expect(excuseStoppedApp(checks)).toEqual(checks);
});

it('excuses nothing else', () => {
  const checks = [
    check('database', 'failed'),
    check('web', 'failed'),
    check('realtime', 'failed'),
    check('worker', 'failed'),
  ];
  expect(isBroken(excuseStoppedApp(checks))).toBe(true);
});
