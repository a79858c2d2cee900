import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import type { Conversation, Message, MessagePage, Run, SendMessageResult } from '../../../lib/contracts';
import type { App } from './app';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A program with an API key of a person of its own, made by the administrator's command beside the running app. */
export function createApiPerson(app: Pick<App, 'url' | 'dataFolder'>, email = `${newId()}@example.org`) {
  const password = 'correct horse battery';
  const args = [
    'scripts/run.mjs',
    'scripts/admin.ts',
    'user',
    'create',
    '--email',
    email,
    '--password',
    password,
    '--api-key',
  ];
  const printed = execFileSync(process.execPath, args, {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      DATA_DIR: app.dataFolder,
    } as unknown as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
  const user = JSON.parse(printed) as { id: string; api_key: string };
  return { ...createApi(app.url, user.api_key), email, password, id: user.id, key: user.api_key };
}

export type Api = ReturnType<typeof createApi>;

/** The HTTP API as a program uses it. */
export function createApi(url: string, key: string) {
  const call = (method: string, target: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${target}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const json = async <T>(method: string, target: string, body?: unknown): Promise<T> => {
    const response = await call(method, target, body);
    if (!response.ok) throw new Error(`${method} ${target}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    call,
    json,
    createConversation: () => json<Conversation>('POST', '/api/conversations', {}),
    send: (conversationId: string, content: string, id: string = newId()) =>
      json<SendMessageResult>('POST', `/api/conversations/${conversationId}/messages`, { id, content }),
    readMessage: async (conversationId: string, messageId: string): Promise<Message> => {
      const page = await json<MessagePage>('GET', `/api/conversations/${conversationId}/messages?limit=200`);
      const message = page.messages.find((row) => row.id === messageId);
      if (!message) throw new Error(`message ${messageId} is not there`);
      return message;
    },
    stop: (runId: string) => json<Run>('POST', `/api/runs/${runId}/stop`),
  };
}

export type StreamedChunk = {
  seq: number | null;
  chunk: { type: string; delta?: string } & Record<string, unknown>;
};

/** Reads a run's stream until `enough` says so, or its end. What was read until a cut is returned. */
export async function readStream(
  response: Response,
  enough: (chunks: StreamedChunk[]) => boolean = () => false,
) {
  const chunks: StreamedChunk[] = [];
  let rest = '';
  try {
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (!data || data === '[DONE]') continue;
        const seq = /^id: (\d+)$/m.exec(block)?.[1];
        chunks.push({ seq: seq ? Number(seq) : null, chunk: JSON.parse(data) });
      }
      if (enough(chunks)) break;
    }
  } catch {
    // The connection was cut.
  }
  return chunks;
}

export const textOf = (chunks: StreamedChunk[]): string =>
  chunks.map(({ chunk }) => (chunk.type === 'text-delta' ? (chunk.delta ?? '') : '')).join('');
