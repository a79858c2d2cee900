import { createInterface } from 'node:readline';

/** The code the native engine answers every failed call with; the detail is in `data`. */
const CALL_FAILED = 4466;

/**
 * Answers JSON-RPC requests, one per line, in order, until the input ends.
 * @param {NodeJS.ReadableStream} input
 * @param {NodeJS.WritableStream} output
 * @param {() => Promise<Record<string, (params: object) => Promise<any>>>} openEngine called on the first request
 */
export async function serveJsonRpc(input, output, openEngine) {
  /** @type {ReturnType<typeof openEngine> | undefined} */
  let engine;
  const send = (/** @type {object} */ message) =>
    output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  for await (const line of createInterface({ input })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue; // the CLI's answer to a `print` of ours
    try {
      engine ??= openEngine();
      const result = await call(await engine, method, params ?? {});
      if (method === 'diff' && result?.stdout)
        send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
      send({ id, result: result ?? null });
    } catch (error) {
      send({ id, error: describeFailure(error) });
    }
  }
  // The engine's connection pool would keep the process alive.
  process.exit(0);
}

/** @param {Record<string, (params: object) => Promise<any>>} engine @param {string} method @param {object} params */
function call(engine, method, params) {
  const name = method === 'getDatabaseVersion' ? 'version' : method;
  const target = engine[name];
  if (typeof target !== 'function') throw new Error(`The schema engine has no method ${method}`);
  return target.call(engine, params);
}

/** @param {any} error */
function describeFailure(error) {
  const detail = parseOrNull(error?.message);
  const data = detail?.message
    ? detail
    : {
        is_panic: false,
        message: String(error?.message ?? error),
        meta: null,
        error_code: error?.code ?? detail?.error_code,
      };
  return { code: CALL_FAILED, message: 'An error happened. Check the data field for details.', data };
}

/** @param {unknown} text */
function parseOrNull(text) {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
