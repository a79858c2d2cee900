import { type Exchange, sendJson } from './server';

/** Answers with one JSON, unless it is to be broken on the way. */
export function answerWhole({ response, play }: Exchange, body: unknown): void {
  if (play.fault === 'garbage')
    return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[');
  if (play.fault === 'cut' || play.fault === 'early-end') return void response.destroy();
  sendJson(response, 200, body);
}
