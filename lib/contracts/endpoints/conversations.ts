import {
  conversationListSchema,
  conversationPageQuerySchema,
  createConversationBodySchema,
  eventQuerySchema,
  messagePageQuerySchema,
  messagePageSchema,
  retryResultSchema,
  sendMessageBodySchema,
  sendMessageResultSchema,
  streamQuerySchema,
  updateConversationBodySchema,
} from '../api';
import { conversationSchema } from '../conversation';
import { eventPageSchema } from '../event';
import { runSchema } from '../run';
import type { Endpoint } from './endpoint';

const sse = 'text/event-stream';

/** Conversations, messages and the runs that answer them. */
export const conversationsEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/api/conversations',
    summary: 'Your conversations, latest change first',
    query: conversationPageQuerySchema,
    responses: [{ status: 200, description: 'A page', schema: conversationListSchema }],
  },
  {
    method: 'POST',
    path: '/api/conversations',
    summary: 'Open a conversation',
    body: createConversationBodySchema,
    responses: [{ status: 201, description: 'The conversation', schema: conversationSchema }],
  },
  {
    method: 'GET',
    path: '/api/conversations/{id}',
    summary: 'One conversation',
    responses: [{ status: 200, description: 'The conversation', schema: conversationSchema }],
  },
  {
    method: 'PATCH',
    path: '/api/conversations/{id}',
    summary: 'Rename it, choose its model, or select a branch',
    body: updateConversationBodySchema,
    responses: [{ status: 200, description: 'The conversation', schema: conversationSchema }],
  },
  {
    method: 'DELETE',
    path: '/api/conversations/{id}',
    summary: 'Delete it with its messages and the files only it uses',
    responses: [{ status: 204, description: 'Deleted' }],
  },
  {
    method: 'GET',
    path: '/api/conversations/{id}/messages',
    summary: 'Messages, newest page first',
    query: messagePageQuerySchema,
    responses: [{ status: 200, description: 'A page, oldest message first', schema: messagePageSchema }],
  },
  {
    method: 'POST',
    path: '/api/conversations/{id}/messages',
    summary: 'Send a message and have it answered. The same id twice is one message and one run.',
    body: sendMessageBodySchema,
    responses: [
      { status: 202, description: 'Written; the answer is being made', schema: sendMessageResultSchema },
      { status: 200, description: 'With Accept: text/event-stream: the stream of the run', contentType: sse },
    ],
  },
  {
    method: 'GET',
    path: '/api/conversations/{id}/events',
    summary: 'What happened after an event number',
    query: eventQuerySchema,
    responses: [{ status: 200, description: 'Events and the rows they name', schema: eventPageSchema }],
  },
  {
    method: 'GET',
    path: '/api/runs/{id}/stream',
    summary: 'The stream of a run from any chunk number; Last-Event-ID works as well',
    query: streamQuerySchema,
    responses: [{ status: 200, description: 'The stream', contentType: sse }],
  },
  {
    method: 'POST',
    path: '/api/runs/{id}/stop',
    summary: 'Stop a run; what was said stays',
    responses: [{ status: 200, description: 'The run as it ended', schema: runSchema }],
  },
  {
    method: 'DELETE',
    path: '/api/messages/{id}',
    summary: 'Delete what it says and the files only it uses; its place stays, with `deleted_at`',
    responses: [{ status: 204, description: 'Deleted' }],
  },
  {
    method: 'POST',
    path: '/api/messages/{id}/retry',
    summary: 'Answer again, as a new version',
    responses: [{ status: 202, description: 'The new answer and its run', schema: retryResultSchema }],
  },
];
