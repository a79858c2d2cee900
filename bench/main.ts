// npm run bench [-- name …] [--json file] [--profile folder]
// Prints each ratio with its target. A report, not a check: it ends with 0 also when a target is missed.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './cases';
import { Bench } from './harness/bench';
import { judge, type Line } from './harness/line';
import { describeLine } from './harness/print-lines';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Where the numbers go as JSON. */
    json: { type: 'string' },
    /** Where profiles of the app go, one a benchmark. Profiling costs time: do not trust the ratios of such a run. */
    profile: { type: 'string' },
  },
});
const unknown = positionals.find((name) => !(name in cases));
if (unknown) {
  console.error(`There is no benchmark ${unknown}. There are: ${Object.keys(cases).join(', ')}.`);
  process.exit(2);
}

const bench = new Bench();
const results: (Line & { name: string })[] = [];
try {
  for (const [name, load] of Object.entries(cases)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const { title, run } = await load();
    console.log(`\n${title} [${name}]`);
    const lines = values.profile ? await profiled(name, values.profile, () => run(bench)) : await run(bench);
    for (const line of lines) {
      console.log(describeLine(line));
      results.push({ name, ...line });
    }
  }
} finally {
  await bench.close();
}
const countOf = (verdict: string) => results.filter((line) => judge(line) === verdict).length;
console.log(`\n${countOf('PASS')} targets met, ${countOf('MISS')} missed.`);
if (values.json) {
  await mkdir(path.dirname(values.json), { recursive: true });
  await writeFile(values.json, JSON.stringify(results, null, 2));
}

async function profiled<Result>(name: string, folder: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(folder, { recursive: true });
  const app = await bench.app();
  await app.startProfile();
  const result = await work();
  await app.stopProfile(path.resolve(folder, `${name}.cpuprofile`));
  return result;
}
