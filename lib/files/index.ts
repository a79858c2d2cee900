export { type FileFormat, type MadeFile, makeFile } from './make-file';
