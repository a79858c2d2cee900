/**
 * The other end of child.ts: answers the questions of the process that started this one.
 * @param {Record<string, (given: any) => unknown>} answers by name; `usage` is always there
 */
export function answerParent(answers = {}) {
  const known = { usage: readUsage, ...answers };
  process.on('message', async (/** @type {any} */ message) => {
    if (typeof message?.ask !== 'number') return;
    try {
      const answer = await known[message.name]?.(message.given);
      process.send?.({ replyTo: message.ask, answer });
    } catch (error) {
      process.send?.({ replyTo: message.ask, error: String(error) });
    }
  });
}

function readUsage() {
  const { user, system } = process.cpuUsage();
  return { cpuUs: user + system, rssBytes: process.memoryUsage.rss() };
}
