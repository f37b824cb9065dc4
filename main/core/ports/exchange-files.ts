import type { ExportPiece, ImportFile } from '../../contract/exchange.ts';

/** A text file that is there whole or not at all. @throws AppError `export-failed`, `disk-full`. */
export interface TextSink {
  write(text: string): Promise<void>;
  /** @returns its size, bytes. */
  commit(): Promise<number>;
  /** Nothing of it stays. Safe after a commit, which it does not undo. */
  abort(): Promise<void>;
}

/** One JSON document of an import: a file, or a part of an archive. Read once for each call of `chunks`. */
export type ImportDocument = {
  /** With its folders inside the archive or the chosen folder; `/` between them. */
  readonly name: string;
  readonly sizeBytes: number;
  chunks(): AsyncIterable<Uint8Array>;
};

/** What is chosen for an import, opened. */
export interface ImportDocuments {
  /** Of the first of the chosen files. */
  readonly fileName: string;
  readonly documents: readonly ImportDocument[];
  /** Files that are not JSON and were passed over. */
  readonly otherFiles: number;
  close(): Promise<void>;
}

/** Files that come and go with exports and imports. */
export interface ExchangeFiles {
  /** Writes beside the path and takes its place at the end. */
  create(path: string): TextSink;
  /** A file of ours that a page will fetch. */
  createKept(exportId: string): TextSink;
  readKept(exportId: string, offset: number): Promise<ExportPiece>;
  discardKept(exportId: string): Promise<void>;

  /** @throws AppError `import-too-large`, `disk-short`. */
  beginUpload(name: string, sizeBytes: number): Promise<string>;
  /** Pieces come in order. @throws AppError `bad-request` for one that does not fit. */
  append(uploadId: string, offset: number, bytes: Uint8Array): Promise<void>;
  discardUpload(uploadId: string): Promise<void>;

  /** @throws AppError `file-not-found`, `file-unreadable`, `import-damaged`, `import-too-large`. */
  open(files: readonly ImportFile[]): Promise<ImportDocuments>;
  /** Removes whatever was left behind by an end in the middle, and by this run. */
  clear(): Promise<void>;
}
