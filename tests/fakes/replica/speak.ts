import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseCalls } from './choose-calls';
import { type Play, type PlayedCall, toTokens } from './play';
import { type Exchange, sendJson } from './server';

/** One server-sent event, as JSON. */
export type Event = Record<string, unknown>;

/** How one provider says things in a stream. */
export type Dialect = {
  /** OpenAI's Responses API names its events beside the data. */
  named: boolean;
  /** What ends the stream, after the last event. */
  terminator: string;
  opening: Event[];
  thought(delta: string): Event[];
  afterThoughts: Event[];
  beforeText: Event[];
  word(delta: string): Event[];
  picture(): Promise<Event[]>;
  /** The calls of tools, and what ends an answer that waits for them. */
  calls(calls: readonly PlayedCall[]): Event[];
  /** How an event goes over the wire, when not as a server-sent one. */
  encode?(event: Event): string | Uint8Array;
  contentType?: string;
  /** Something in the middle that cannot be read. */
  garbage?: string | Uint8Array;
  ending: Event[];
  refusal: Event[];
  /** An ending without anything said. */
  empty: Event[];
  /** An error in the middle, of the kind that HTTP would give this status. */
  failure(status: number): Event;
};

/** Words that come before a fault in the middle. */
const WORDS_BEFORE_FAULT = 3;

/** Streams an answer the way a provider would, with the fault that was asked for. */
export async function speak(
  { request, response, play }: Exchange,
  dialect: Dialect,
  text: string,
  draws: boolean,
): Promise<void> {
  response.writeHead(200, {
    'content-type': dialect.contentType ?? 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  response.flushHeaders();
  if (play.fault === 'hang-first-chunk') return hang(response);
  await sleep(play.firstTokenMs ?? 0);
  const send = async (events: readonly Event[]) => {
    for (const event of events) await write(response, toFrame(event, dialect));
  };
  if (play.recording) return replay(response, play, dialect);
  await send(dialect.opening);
  if (play.fault === 'refuse') return finish(response, dialect, dialect.refusal);
  if (play.fault === 'empty') return finish(response, dialect, dialect.empty);
  if (play.reasoning) {
    for (const thought of toTokens(play.reasoning)) {
      await send(dialect.thought(thought));
      await pause(play);
    }
    await send(dialect.afterThoughts);
  }
  const calls = chooseCalls(request, play);
  if (calls.length > 0 && !play.fault) return finish(response, dialect, dialect.calls(calls));
  if (draws) await send(await dialect.picture());
  await send(dialect.beforeText);
  for (const [index, word] of toTokens(text).entries()) {
    if (response.destroyed) return;
    if (index === WORDS_BEFORE_FAULT && (await failInTheMiddle(response, play, dialect))) return;
    await send(dialect.word(word));
    await pause(play);
  }
  return finish(response, dialect, dialect.ending);
}

/** Answers with an error instead of a stream, if that is the fault; true when it did. */
export async function failAtOnce(
  { response, play }: Exchange,
  bodyOf: (status: number) => unknown,
): Promise<boolean> {
  if (play.fault === 'hang-headers') {
    await hang(response);
    return true;
  }
  const status = Number(play.fault);
  if (!status) return false;
  const headers: Record<string, string> = {};
  if (play.retryAfterSeconds !== undefined) headers['retry-after'] = String(play.retryAfterSeconds);
  const body = play.errorBody === undefined ? bodyOf(status) : JSON.parse(play.errorBody);
  sendJson(response, status, body, headers);
  return true;
}

async function failInTheMiddle(
  response: ServerResponse,
  { fault }: Play,
  dialect: Dialect,
): Promise<boolean> {
  if (fault === 'stall') await hang(response);
  else if (fault === 'cut') {
    // What was said must be out before the line goes dead.
    await sleep(20);
    response.destroy();
  } else if (fault === 'error') await finish(response, dialect, [dialect.failure(503)]);
  else if (fault === 'error-429') await finish(response, dialect, [dialect.failure(429)]);
  else if (fault === 'garbage')
    response.end(dialect.garbage ?? 'data: {"type":"response.output_text.delta","delta":\n\n');
  else if (fault === 'early-end') response.end();
  else return false;
  return true;
}

async function replay(response: ServerResponse, play: Play, dialect: Dialect): Promise<void> {
  for (const line of readFileSync(play.recording ?? '', 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    await write(response, toFrame(JSON.parse(line) as Event, dialect));
    await pause(play);
  }
  response.end(dialect.terminator);
}

async function finish(response: ServerResponse, dialect: Dialect, events: readonly Event[]): Promise<void> {
  for (const event of events) await write(response, toFrame(event, dialect));
  response.end(dialect.terminator);
}

function toFrame(event: Event, dialect: Dialect): string | Uint8Array {
  if (dialect.encode) return dialect.encode(event);
  return `${dialect.named ? `event: ${event.type}\n` : ''}data: ${JSON.stringify(event)}\n\n`;
}

async function write(response: ServerResponse, frame: string | Uint8Array): Promise<void> {
  if (response.destroyed) return;
  if (!response.write(frame)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
}

async function pause({ tokenGapMs }: Play): Promise<void> {
  if (tokenGapMs) await sleep(tokenGapMs);
}

/** Until the client gives up. */
async function hang(response: ServerResponse): Promise<void> {
  if (!response.destroyed) await once(response, 'close');
}
