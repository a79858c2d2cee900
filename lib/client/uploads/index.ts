export { dropKeptUploads } from './kept-mark';
export { type LocalUpload, RESUMABLE_FROM_BYTES, type UploadAbout } from './local-upload';
export type { UploadsFront } from './ports';
