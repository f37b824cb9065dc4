import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { AppError } from '../contract/errors.ts';
import { maxImportBytes } from '../contract/exchange.ts';
import type { ImportDocument, ImportDocuments } from '../core/ports/exchange-files.ts';
import { listJsonFiles } from './list-json-files.ts';

export type NamedFile = {
  readonly path: string;
  readonly name: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
};

/** More entries than any export has; a list of millions is made to hurt. */
const mostEntries = 200_000;

/** Opens files, archives and folders; what is not JSON is counted and left alone. */
export async function openDocuments(files: readonly NamedFile[]): Promise<ImportDocuments> {
  const archives: ZipFile[] = [];
  const documents: ImportDocument[] = [];
  let otherFiles = 0;
  const close = (): Promise<void> => {
    for (const archive of archives) archive.close();
    return Promise.resolve();
  };
  try {
    for (const file of files) {
      const found = file.isFolder
        ? await folderDocuments(file)
        : (await isArchive(file))
          ? await archiveDocuments(file, archives)
          : { documents: [fileDocument(file)], otherFiles: 0 };
      documents.push(...found.documents);
      otherFiles += found.otherFiles;
    }
    refuseTooMuch(files[0]?.name ?? '', documents);
  } catch (error) {
    await close();
    throw error;
  }
  return { fileName: files[0]?.name ?? '', documents, otherFiles, close };
}

type Found = Pick<ImportDocuments, 'documents' | 'otherFiles'>;

function refuseTooMuch(name: string, documents: readonly ImportDocument[]): void {
  const sizeBytes = documents.reduce((sum, document) => sum + document.sizeBytes, 0);
  if (sizeBytes > maxImportBytes)
    throw new AppError('import-too-large', { name, sizeBytes, limitBytes: maxImportBytes });
}

function fileDocument({ path, name, sizeBytes }: Omit<NamedFile, 'isFolder'>): ImportDocument {
  return { name, sizeBytes, chunks: () => readable(createReadStream(path, { highWaterMark: 256 * 1024 }), path) };
}

async function folderDocuments({ path }: NamedFile): Promise<Found> {
  const { files, otherFiles } = await listJsonFiles(path);
  return { documents: files.map(fileDocument), otherFiles };
}

/** The first bytes of a zip file (APPNOTE 4.3.7; an empty one begins with its end, 4.3.16). */
async function isArchive({ path }: NamedFile): Promise<boolean> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('file-unreadable', { path }, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && (buffer.readUInt32LE(0) === 0x04034b50 || buffer.readUInt32LE(0) === 0x06054b50);
  } finally {
    await file.close();
  }
}

async function archiveDocuments({ path, name }: NamedFile, archives: ZipFile[]): Promise<Found> {
  const documents: ImportDocument[] = [];
  let otherFiles = 0;
  try {
    const archive = await openPromise(path, { autoClose: false, lazyEntries: true });
    archives.push(archive);
    if (archive.entryCount > mostEntries) throw new Error('more entries than an export has');
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/') || isShadow(entry.fileName)) continue;
      if (/\.json$/i.test(entry.fileName) && entry.canDecodeFileData())
        documents.push(entryDocument(archive, entry, name));
      else otherFiles += 1;
    }
  } catch (error) {
    throw damaged(name, error);
  }
  return { documents, otherFiles };
}

/** macOS puts a second file beside each one. */
function isShadow(name: string): boolean {
  return name.startsWith('__MACOSX/') || /(?:^|\/)\._/.test(name);
}

function entryDocument(archive: ZipFile, entry: Entry, archiveName: string): ImportDocument {
  return {
    name: entry.fileName,
    sizeBytes: entry.uncompressedSize,
    async *chunks() {
      try {
        // An entry that is larger than it says, as a bomb's is, ends with an error.
        yield* await archive.openReadStreamPromise(entry);
      } catch (error) {
        throw damaged(archiveName, error);
      }
    },
  };
}

async function* readable(stream: Readable, path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    throw new AppError('file-unreadable', { path }, { cause: error });
  }
}

function damaged(name: string, error: unknown): AppError {
  return new AppError(
    'import-damaged',
    { name, detail: error instanceof Error ? error.message : 'not a zip file' },
    { cause: error },
  );
}
