import { expect, it } from 'vitest';
import { judgePostmaster } from './postmaster-file.mjs';

const CLUSTER = '/data/postgres/cluster';
const SERVER = ['/opt/native/bin/postgres', '-D', CLUSTER, '-p', '25000', ''];

function fileText({ pid = '4321', status = 'ready   ' } = {}) {
  return [pid, CLUSTER, '1790000000', '25000', '', '127.0.0.1', '  5432001  7', status, ''].join('\n');
}

it('finds no server without a file', () => {
  expect(judgePostmaster(null, CLUSTER, () => SERVER)).toEqual({ state: 'absent' });
});

it('adopts a living server of the same cluster', () => {
  expect(judgePostmaster(fileText(), CLUSTER, (pid) => (pid === 4321 ? SERVER : []))).toEqual({
    state: 'ours',
    pid: 4321,
    port: 25000,
    ready: true,
  });
});

it('sees that a server is still starting', () => {
  expect(judgePostmaster(fileText({ status: 'starting' }), CLUSTER, () => SERVER)).toMatchObject({
    state: 'ours',
    ready: false,
  });
});

it.each([
  ['a dead process', []],
  ['a dead process that nobody has reaped', ['']],
  ['another program under the same number', ['/usr/bin/vim', CLUSTER]],
  ['a server of another cluster', ['/opt/native/bin/postgres', '-D', '/elsewhere/cluster']],
])('takes the file of %s for stale', (_what, commandLine) => {
  expect(judgePostmaster(fileText(), CLUSTER, () => commandLine)).toEqual({ state: 'stale' });
});

it.each(['', 'nonsense\n', '-1\n'])('takes a damaged file (%j) for stale', (text) => {
  expect(judgePostmaster(text, CLUSTER, () => SERVER)).toEqual({ state: 'stale' });
});
