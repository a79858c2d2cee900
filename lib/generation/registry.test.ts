import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { LiveRun } from './live-run';
import { getLiveRun, isCertainlyDead, listLiveRunIds, processName, registerRun } from './registry';

describe('a process', () => {
  const [place = '', pid = '', start = ''] = processName().split(':');
  const endedPid = spawnSync(process.execPath, ['-e', '']).pid;

  it('is certainly dead only when it ran in this place and is gone', () => {
    expect(Number(pid)).toBe(process.pid);
    expect(isCertainlyDead(`${place}:${endedPid}:${start}`)).toBe(true);
    expect(isCertainlyDead(processName())).toBe(false);
    expect(isCertainlyDead(`elsewhere:${endedPid}:${start}`)).toBe(false);
    for (const nobody of [null, '', place, `${place}:`, `${place}::${start}`])
      expect(isCertainlyDead(nobody)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is not taken for one of another container of the same name', () => {
    const [host, boot] = place.split('/');
    expect(isCertainlyDead(`${host}/${boot}/1:${endedPid}:${start}`)).toBe(false);
    expect(isCertainlyDead(`${host}:${endedPid}:${start}`)).toBe(false);
  });
});

it('counts among the living runs only those that are still written', async () => {
  const [open, over] = ['open', 'over'].map((id) => new LiveRun(id, 'owner', { persist: false }));
  for (const run of [open, over]) if (run) registerRun(run);
  await over?.end();
  expect(listLiveRunIds()).toEqual(['open']);
  expect(getLiveRun('over')).toBe(over);
});
