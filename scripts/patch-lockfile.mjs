// Run after `npm install` has changed package-lock.json: node scripts/patch-lockfile.mjs [file]
import { readFileSync, writeFileSync } from 'node:fs';
import { completePlatforms } from './lockfile-platforms.mjs';

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages, added } = completePlatforms(lock.packages);
if (added.length > 0) writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
console.log(added.length === 0 ? `${file} is complete.` : `Added to ${file}: ${added.join(', ')}.`);
