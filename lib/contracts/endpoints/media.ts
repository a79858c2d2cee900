import { directUploadBodySchema, directUploadSchema, fetchMediaBodySchema } from '../api';
import { assetSchema } from '../media';
import { uploadSchema } from '../upload';
import type { Endpoint } from './endpoint';

/** Files: uploads, addresses, what is made of them. */
export const mediaEndpoints: Endpoint[] = [
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
];
