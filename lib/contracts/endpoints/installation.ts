import { modelListSchema } from '../api';
import { generationPageSchema, generationQuerySchema } from '../generation';
import { healthReportSchema } from '../health';
import { budgetListSchema, budgetsSchema, usageQuerySchema, usageSchema } from '../ledger';
import { changePreferencesBodySchema, preferencesSchema } from '../preferences';
import type { Endpoint } from './endpoint';

const csv = 'text/csv';

/** Models, preferences, what things cost, and how the installation fares. */
export const installationEndpoints: Endpoint[] = [
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
    path: '/api/generations',
    summary:
      'What models were asked for in your name, latest first: from what, with which outcome, at what cost',
    query: generationQuerySchema,
    responses: [{ status: 200, description: 'A page of the log', schema: generationPageSchema }],
  },
  {
    method: 'GET',
    path: '/api/admin/generations',
    summary: 'The same of everyone, with who it was; for administrators',
    query: generationQuerySchema,
    responses: [{ status: 200, description: 'A page of the log', schema: generationPageSchema }],
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
