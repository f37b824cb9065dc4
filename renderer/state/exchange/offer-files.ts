import { maxUploadPieceBytes, type ImportFile } from '../../../main/contract/exchange.ts';
import type { Client } from '../../api/client.ts';

type Work = { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void };

/** Tells the app where files lie; where the page does not know, as in a browser, they are sent in pieces. */
export async function offerFiles(client: Client, files: readonly File[], work: Work): Promise<readonly ImportFile[]> {
  const wanted = files.filter(({ name }) => files.length === 1 || /\.(json|zip)$/i.test(name));
  const totalBytes = wanted.reduce((sum, { size }) => sum + size, 0);
  const offered: ImportFile[] = [];
  let doneBytes = 0;
  for (const file of wanted) {
    const path = window.counterweight?.pathOfFile(file) ?? '';
    if (path !== '') {
      offered.push({ kind: 'path', path });
      continue;
    }
    const onBytes = (bytes: number): void => work.onProgress(totalBytes === 0 ? 0 : (doneBytes += bytes) / totalBytes);
    offered.push({ kind: 'upload', uploadId: await upload(client, file, { ...work, onBytes }) });
  }
  return offered;
}

type UploadWork = { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void };

async function upload(client: Client, file: File, { signal, onBytes }: UploadWork): Promise<string> {
  // Of a folder the browser tells the folders too, which become tags.
  const name = (file.webkitRelativePath || file.name).slice(-255);
  const { uploadId } = await client.exchange.beginUpload.mutate({ name, sizeBytes: file.size }, { signal });
  try {
    for (let offset = 0; offset < file.size; offset += maxUploadPieceBytes) {
      const piece = file.slice(offset, offset + maxUploadPieceBytes);
      await client.exchange.uploadPiece.mutate({ uploadId, offset, base64: await toBase64(piece) }, { signal });
      onBytes(piece.size);
    }
  } catch (error) {
    client.exchange.discardUpload.mutate({ uploadId }).catch(() => undefined);
    throw error;
  }
  return uploadId;
}

function toBase64(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '');
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(piece);
  });
}
