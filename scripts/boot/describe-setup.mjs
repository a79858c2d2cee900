/**
 * Says in plain sentences what is configured and what would change it.
 * @param {import('./configuration.mjs').Env} env
 * @param {string} dataFolder
 * @returns {string[]}
 */
export function describeSetup(env, dataFolder) {
  const models = [
    env.OPENAI_API_KEY && 'OpenAI',
    env.GOOGLE_GENERATIVE_AI_API_KEY && 'Google',
    env.ANTHROPIC_API_KEY && 'Anthropic',
    env.LOCAL_OPENAI_BASE_URL && `a local model server (${env.LOCAL_OPENAI_BASE_URL})`,
  ].filter(Boolean);
  return [
    models.length > 0
      ? `Models: ${models.join(', ')}.`
      : 'No model key is set: the built-in Studio answers. Set OPENAI_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY or ANTHROPIC_API_KEY for real models.',
    `Data: ${dataFolder}. Database: ${env.DATABASE_URL ? 'DATABASE_URL' : 'embedded PostgreSQL'}. Live updates: ${env.PUSHER_APP_ID ? 'Pusher' : 'embedded'}.`,
  ];
}
