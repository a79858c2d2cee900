import type { z } from 'zod';
import {
  conversationListSchema,
  conversationPageQuerySchema,
  createConversationBodySchema,
  directUploadBodySchema,
  directUploadSchema,
  eventQuerySchema,
  fetchMediaBodySchema,
  messagePageQuerySchema,
  messagePageSchema,
  modelListSchema,
  retryResultSchema,
  sendMessageBodySchema,
  sendMessageResultSchema,
  streamQuerySchema,
  updateConversationBodySchema,
} from './api';
import { conversationSchema } from './conversation';
import { eventPageSchema } from './event';
import { healthReportSchema } from './health';
import { jobListSchema, jobQuerySchema, jobSchema } from './job';
import { budgetListSchema, budgetsSchema, usageQuerySchema, usageSchema } from './ledger';
import { assetSchema } from './media';
import {
  coverBodySchema,
  coverResultSchema,
  makeBackgroundBodySchema,
  speechBodySchema,
  speechSchema,
} from './places';
import { planBodySchema, planSchema } from './plan';
import { changePreferencesBodySchema, preferencesSchema } from './preferences';
import { runSchema } from './run';
import { toolListSchema } from './tool';
import { uploadSchema } from './upload';

export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with `{id}` parameters. */
  path: string;
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** A raw body instead of JSON. */
  rawBody?: string;
  headers?: Record<string, string>;
  responses: { status: number; description: string; schema?: z.ZodType; contentType?: string }[];
  isPublic?: boolean;
};

const sse = 'text/event-stream';
const csv = 'text/csv';

/** The HTTP API as data: `/api/openapi.json` is made from it, and a test holds it against the routes. */
export const endpoints: Endpoint[] = [
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
    method: 'POST',
    path: '/api/conversations/{id}/cover',
    summary: 'Choose a picture that stands for it, or have one drawn',
    body: coverBodySchema,
    responses: [
      { status: 202, description: 'It is being drawn', schema: coverResultSchema },
      { status: 200, description: 'The conversation with the chosen picture', schema: coverResultSchema },
    ],
  },
  {
    method: 'DELETE',
    path: '/api/conversations/{id}/cover',
    summary: 'Remove its cover',
    responses: [{ status: 200, description: 'The conversation', schema: conversationSchema }],
  },
  {
    method: 'POST',
    path: '/api/conversations/{id}/background',
    summary: 'Have a film made that plays behind it; you are asked with its price first',
    body: makeBackgroundBodySchema,
    responses: [{ status: 202, description: 'The job', schema: jobSchema }],
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
    path: '/api/messages/{id}/speech',
    summary: 'Have it read aloud. The same words and voice again are the same recording.',
    body: speechBodySchema,
    responses: [
      { status: 200, description: 'The recording', schema: speechSchema },
      { status: 202, description: 'It is being spoken', schema: speechSchema },
    ],
  },
  {
    method: 'POST',
    path: '/api/messages/{id}/retry',
    summary: 'Answer again, as a new version',
    responses: [{ status: 202, description: 'The new answer and its run', schema: retryResultSchema }],
  },
  {
    method: 'POST',
    path: '/api/media',
    summary: 'Upload a file as the raw body',
    rawBody: 'application/octet-stream',
    headers: {
      'X-Filename': 'Name of the file, percent-encoded',
      'X-Conversation-Id': 'The conversation it is for, when that is known',
      'X-Upload-Id': 'A UUID: the same bytes sent again under it are the same asset',
    },
    responses: [{ status: 201, description: 'The asset', schema: assetSchema }],
  },
  {
    method: 'POST',
    path: '/api/uploads',
    summary: 'Begin an upload in pieces (tus 1.0.0)',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Length': 'Size of the file in bytes',
      'Upload-Metadata': 'filename, filetype, conversation: each with a base64 value',
    },
    responses: [{ status: 201, description: 'Created; Location says where it is' }],
  },
  {
    method: 'POST',
    path: '/api/uploads/direct',
    summary: 'An address of the storage to send a file to, where BLOB_DRIVER=s3',
    body: directUploadBodySchema,
    responses: [
      {
        status: 201,
        description: 'Send the file there, then complete the upload',
        schema: directUploadSchema,
      },
    ],
  },
  {
    method: 'POST',
    path: '/api/uploads/{id}/complete',
    summary: 'Take in what was sent to the address of the storage. Asked again, the same asset',
    responses: [{ status: 201, description: 'The asset', schema: assetSchema }],
  },
  {
    method: 'GET',
    path: '/api/uploads/{id}',
    summary: 'How far an upload is and what became of it; HEAD answers by the tus protocol',
    responses: [{ status: 200, description: 'The upload', schema: uploadSchema }],
  },
  {
    method: 'PATCH',
    path: '/api/uploads/{id}',
    summary: 'Send the next bytes of an upload. Once all are here, an empty one tells the asset again.',
    rawBody: 'application/offset+octet-stream',
    headers: { 'Tus-Resumable': '1.0.0', 'Upload-Offset': 'Bytes sent before' },
    responses: [{ status: 204, description: 'Kept; after the last byte, X-Asset-Id names the asset' }],
  },
  {
    method: 'DELETE',
    path: '/api/uploads/{id}',
    summary: 'End an upload and remove everything of it, also the asset made of it if no message uses that',
    headers: { 'Tus-Resumable': '1.0.0' },
    responses: [{ status: 204, description: 'Removed' }],
  },
  {
    method: 'POST',
    path: '/api/media/from-url',
    summary: 'Take in the file behind a public address',
    body: fetchMediaBodySchema,
    responses: [{ status: 201, description: 'The asset', schema: assetSchema }],
  },
  {
    method: 'GET',
    path: '/api/media/{id}',
    summary: 'What is known of an asset',
    responses: [{ status: 200, description: 'The asset', schema: assetSchema }],
  },
  {
    method: 'DELETE',
    path: '/api/media/{id}',
    summary: 'Delete an asset that no message uses',
    responses: [{ status: 204, description: 'Deleted' }],
  },
  {
    method: 'POST',
    path: '/api/media/{id}/prepare',
    summary: 'Prepare an asset again that failed, or whose preview could not be made',
    responses: [{ status: 202, description: 'The asset, being prepared', schema: assetSchema }],
  },
  {
    method: 'POST',
    path: '/api/media/{id}/transcribe',
    summary: 'Write down what is said in a recording or video that has no transcript',
    responses: [{ status: 202, description: 'The asset, being listened to', schema: assetSchema }],
  },
  {
    method: 'GET',
    path: '/media/{id}',
    summary: 'The bytes of an asset; Range and ETag work',
    responses: [{ status: 200, description: 'The bytes', contentType: 'application/octet-stream' }],
  },
  {
    method: 'POST',
    path: '/api/plan',
    summary:
      'How each part of a message would be given to a model, and who makes what is wanted; sends nothing',
    body: planBodySchema,
    responses: [{ status: 200, description: 'The plan', schema: planSchema }],
  },
  {
    method: 'GET',
    path: '/api/tools',
    summary: 'What can be made on request here, by which models, at what price',
    responses: [{ status: 200, description: 'The tools, styles and moods', schema: toolListSchema }],
  },
  {
    method: 'GET',
    path: '/api/jobs',
    summary: 'Your newest 100 jobs: what was asked to be made',
    query: jobQuerySchema,
    responses: [{ status: 200, description: 'The jobs, newest first', schema: jobListSchema }],
  },
  {
    method: 'GET',
    path: '/api/jobs/{id}',
    summary: 'One job: its state, price, progress and result',
    responses: [{ status: 200, description: 'The job', schema: jobSchema }],
  },
  {
    method: 'POST',
    path: '/api/jobs/{id}/approve',
    summary: 'Let a job run that asks first: exactly as it stands, once. Without a body',
    responses: [{ status: 200, description: 'The job, queued', schema: jobSchema }],
  },
  {
    method: 'POST',
    path: '/api/jobs/{id}/deny',
    summary: 'Say no to a job that asks first',
    responses: [{ status: 200, description: 'The job, denied', schema: jobSchema }],
  },
  {
    method: 'POST',
    path: '/api/jobs/{id}/cancel',
    summary: 'End a job that waits or runs; nothing is charged',
    responses: [{ status: 200, description: 'The job, cancelled', schema: jobSchema }],
  },
  {
    method: 'POST',
    path: '/api/jobs/{id}/retry',
    summary: 'Try once more what failed or was not allowed, as a new job of the same parameters',
    responses: [{ status: 200, description: 'The new job; asked again, the same one', schema: jobSchema }],
  },
  {
    method: 'GET',
    path: '/api/models',
    summary: 'Models configured here',
    responses: [{ status: 200, description: 'The models', schema: modelListSchema }],
  },
  {
    method: 'GET',
    path: '/api/preferences',
    summary: 'What you say of yourself and want of the models',
    responses: [{ status: 200, description: 'What is set', schema: preferencesSchema }],
  },
  {
    method: 'PATCH',
    path: '/api/preferences',
    summary: 'Change some of it; null sets one back',
    body: changePreferencesBodySchema,
    responses: [{ status: 200, description: 'What is set now', schema: preferencesSchema }],
  },
  {
    method: 'GET',
    path: '/api/usage',
    summary: 'What your answers, pictures, films and the rest cost, by kind, model and day, and your budgets',
    query: usageQuerySchema,
    responses: [{ status: 200, description: 'The sums', schema: usageSchema }],
  },
  {
    method: 'GET',
    path: '/api/usage.csv',
    summary: 'The same, entry by entry',
    query: usageQuerySchema,
    responses: [{ status: 200, description: 'A table', contentType: csv }],
  },
  {
    method: 'GET',
    path: '/api/admin/usage',
    summary: 'What everyone costs, also by person; for administrators',
    query: usageQuerySchema,
    responses: [{ status: 200, description: 'The sums', schema: usageSchema }],
  },
  {
    method: 'GET',
    path: '/api/admin/usage.csv',
    summary: 'The same, entry by entry; for administrators',
    query: usageQuerySchema,
    responses: [{ status: 200, description: 'A table', contentType: csv }],
  },
  {
    method: 'GET',
    path: '/api/admin/budgets',
    summary: 'What may be spent; for administrators',
    responses: [{ status: 200, description: 'The budgets', schema: budgetsSchema }],
  },
  {
    method: 'PUT',
    path: '/api/admin/budgets',
    summary: 'Put these budgets in place of those that are set; for administrators',
    body: budgetListSchema,
    responses: [{ status: 200, description: 'The budgets', schema: budgetsSchema }],
  },
  {
    method: 'GET',
    path: '/api/admin/health',
    summary: 'What works here and what does not, as `npm run doctor` says; for administrators',
    responses: [{ status: 200, description: 'The checks', schema: healthReportSchema }],
  },
  {
    method: 'GET',
    path: '/api/health',
    summary: 'Liveness; with ?ready also database, storage, realtime and worker',
    isPublic: true,
    responses: [{ status: 200, description: 'Alive, or ready' }],
  },
];
