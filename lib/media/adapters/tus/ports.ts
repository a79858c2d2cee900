/** An upload as the protocol sees it. */
export type TusUpload = {
  id: string;
  sizeBytes: number;
  filename: string | null;
  declaredType: string | null;
  /** When something last happened to it; it expires some time after. */
  updatedAt: Date;
  /** Its bytes went through the door, or were refused there: the file is gone. */
  isOver: boolean;
};

/** What the protocol needs from uploads, for one person. AppErrors pass through to the answer. */
export type TusPort = {
  /** Where the bytes are put, a file named by the id for each. */
  folder: string;
  maxBytes: number;
  expiresAfterMs: number;
  find(id: string): Promise<TusUpload | null>;
  /** Called before the file is made. */
  create(id: string): Promise<void>;
  /** Bytes arrived. */
  touch(id: string): Promise<void>;
  /** Everything of it, its file too. */
  remove(id: string): Promise<void>;
  /** All bytes are here, perhaps not for the first time. Returns headers for the answer. */
  finish(id: string): Promise<Record<string, string>>;
};
