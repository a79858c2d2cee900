/**
 * Reports progress. On standard error, because standard output belongs to what a command was run for.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** A failure that one sentence explains to the person who started us. */
export class Refusal extends Error {}

/**
 * Runs a command's main function. A refusal prints its sentence alone; anything else is our mistake and prints all.
 * @param {() => Promise<unknown>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    say(error instanceof Refusal ? error.message : String(/** @type {Error} */ (error)?.stack ?? error));
    process.exit(1);
  }
}
