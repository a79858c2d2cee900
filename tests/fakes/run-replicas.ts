import { startAnthropicReplica } from './anthropic-replica';
import { startBedrockReplica } from './bedrock-replica';
import { startDeepgramReplica } from './deepgram-replica';
import { startElevenLabsReplica } from './elevenlabs-replica';
import { startGoogleReplica } from './google-replica';
import { startOpenAiReplica } from './openai-replica';
import { faults } from './replica/play';

/** Starts every replica for trials by hand and for the browser tests, and prints what to set. */
async function main(): Promise<void> {
  const pace = { firstTokenMs: Number(process.argv[2] ?? 100), tokenGapMs: Number(process.argv[3] ?? 20) };
  const [openai, google, anthropic, bedrock, deepgram, elevenlabs] = await Promise.all([
    startOpenAiReplica(pace),
    startGoogleReplica(pace),
    startAnthropicReplica(pace),
    startBedrockReplica(),
    startDeepgramReplica(),
    startElevenLabsReplica(),
  ]);
  process.stdout.write(
    `${[
      'OPENAI_API_KEY=sk-replica',
      `OPENAI_BASE_URL=${openai.url}`,
      'GOOGLE_GENERATIVE_AI_API_KEY=replica',
      `GOOGLE_GENERATIVE_AI_BASE_URL=${google.url}`,
      'ANTHROPIC_API_KEY=replica',
      `ANTHROPIC_BASE_URL=${anthropic.url}`,
      'AWS_BEDROCK_REGION=us-east-1',
      'AWS_BEARER_TOKEN_BEDROCK=replica',
      `AWS_BEDROCK_BASE_URL=${bedrock.url}`,
      'DEEPGRAM_API_KEY=replica',
      `DEEPGRAM_BASE_URL=${deepgram.url}`,
      'ELEVENLABS_API_KEY=replica',
      `ELEVENLABS_BASE_URL=${elevenlabs.url}`,
      `LOCAL_OPENAI_BASE_URL=${openai.url}`,
      '',
      `# In a prompt: ${faults.map((fault) => `[[fault:${fault}]]`).join(' ')}`,
      '# With -once a fault happens the first time only. Also [[tokens:200]] [[gap:20]] [[ttft:100]] [[reasoning]] [[picture]]',
      '# [[polls:3]] and [[call:generate_image {"prompt":"a fox"}]]; where tools are offered, "draw", "make it", "animate",',
      '# "search for", "say … aloud" and "make a pdf" call them too.',
    ].join('\n')}\n`,
  );
}

void main();
