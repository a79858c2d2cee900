import { conversationSchema } from '../conversation';
import { jobListSchema, jobQuerySchema, jobSchema } from '../job';
import {
  coverBodySchema,
  coverResultSchema,
  makeBackgroundBodySchema,
  speechBodySchema,
  speechSchema,
} from '../places';
import { planBodySchema, planSchema } from '../plan';
import { toolListSchema } from '../tool';
import type { Endpoint } from './endpoint';

/** What is made on request: plans, tools, jobs, and the places they are made for. */
export const makingEndpoints: Endpoint[] = [
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
];
