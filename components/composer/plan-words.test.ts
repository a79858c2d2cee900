import { expect, it } from 'vitest';
import type { PlanStep } from '@/lib/contracts';
import { leadOf, otherThanNative } from './plan-words';

const step = (way: PlanStep['way']): PlanStep => ({
  asset_id: 'a',
  kind: 'audio',
  direction: 'in',
  way,
  via: null,
  via_name: null,
  reason: way,
});

it('says nothing when everything is native', () => {
  const plan = { model: 'm', model_name: 'M', steps: [step('native'), step('native')] };
  expect(leadOf(otherThanNative(plan))).toBeNull();
});

it('tells what cannot be done before what is done another way', () => {
  expect(leadOf([step('reduced'), step('converted'), step('impossible')])?.way).toBe('impossible');
  expect(leadOf([step('reduced'), step('converted')])?.way).toBe('converted');
});
