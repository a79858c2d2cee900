// Preloaded into a process whose processor time and memory are of interest: it answers the benchmark.
import { isMainThread } from 'node:worker_threads';
import { answerParent } from './answer-parent.mjs';
import { profileAnswers } from './profile.mjs';

if (isMainThread && process.channel) answerParent(profileAnswers);
