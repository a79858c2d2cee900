'use client';

import { type Ref, useImperativeHandle, useRef } from 'react';

export type FileSource = 'photo' | 'camera' | 'film' | 'file';
export type FileInputsHandle = { open(source: FileSource): void };

type FileInputsProps = { ref: Ref<FileInputsHandle>; onFiles(files: File[]): void };

/** The browser's own pickers, out of sight: one for pictures and films, two that ask the camera for one, one for everything. */
export function FileInputs({ ref, onFiles }: FileInputsProps) {
  const photo = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const film = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({
    open: (source) => ({ photo, camera, film, file })[source].current?.click(),
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
      <input ref={photo} {...shared} accept="image/*,video/*" multiple data-source="photo" />
      <input ref={camera} {...shared} accept="image/*" capture="environment" data-source="camera" />
      <input ref={film} {...shared} accept="video/*" capture="environment" data-source="film" />
      <input ref={file} {...shared} multiple data-source="file" />
    </>
  );
}
