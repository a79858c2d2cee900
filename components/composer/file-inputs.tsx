'use client';

import { type Ref, useImperativeHandle, useRef } from 'react';

export type FileSource = 'photo' | 'camera' | 'file';
export type FileInputsHandle = { open(source: FileSource): void };

type FileInputsProps = { ref: Ref<FileInputsHandle>; onFiles(files: File[]): void };

/** The browser's own pickers, out of sight: one for pictures, one that asks the camera, one for everything. */
export function FileInputs({ ref, onFiles }: FileInputsProps) {
  const photo = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({
    open: (source) => ({ photo, camera, file })[source].current?.click(),
  }));
  const shared = {
    type: 'file',
    hidden: true,
    tabIndex: -1,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      onFiles([...(event.target.files ?? [])]);
      // The same file can be chosen again.
      event.target.value = '';
    },
  };
  return (
    <>
      <input ref={photo} {...shared} accept="image/*" multiple data-source="photo" />
      <input ref={camera} {...shared} accept="image/*" capture="environment" data-source="camera" />
      <input ref={file} {...shared} multiple data-source="file" />
    </>
  );
}
