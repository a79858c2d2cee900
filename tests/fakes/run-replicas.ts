import { startGoogleReplica } from './google-replica';
import { startOpenAiReplica } from './openai-replica';
import { faults } from './replica/play';

/** Starts both replicas for trials by hand and for the browser tests, and prints what to set. */
async function main(): Promise<void> {
  const pace = { firstTokenMs: Number(process.argv[2] ?? 100), tokenGapMs: Number(process.argv[3] ?? 20) };
  const [openai, google] = await Promise.all([startOpenAiReplica(pace), startGoogleReplica(pace)]);
  process.stdout.write(
    `${[
      'OPENAI_API_KEY=sk-replica',
      `OPENAI_BASE_URL=${openai.url}`,
      'GOOGLE_GENERATIVE_AI_API_KEY=replica',
      `GOOGLE_GENERATIVE_AI_BASE_URL=${google.url}`,
      `LOCAL_OPENAI_BASE_URL=${openai.url}`,
      '',
      `# In a prompt: ${faults.map((fault) => `[[fault:${fault}]]`).join(' ')}`,
      '# With -once a fault happens the first time only. Also [[tokens:200]] [[gap:20]] [[ttft:100]] [[reasoning]] [[picture]].',
    ].join('\n')}\n`,
  );
}

void main();
