import type { Client } from '../../api/client.ts';

type Work = { readonly signal: AbortSignal; readonly onProgress: (doneBytes: number) => void };

/** Fetches a finished export piece by piece and hands it to the browser as a download. */
export async function fetchExport(
  client: Client,
  { exportId, fileName }: { readonly exportId: string; readonly fileName: string },
  { signal, onProgress }: Work,
): Promise<void> {
  // Blobs may lie on the disk: the page does not hold the whole text.
  const parts: Blob[] = [];
  try {
    for (let offset: number | null = 0; offset !== null;) {
      const piece: { readonly text: string; readonly nextOffset: number | null } =
        await client.exchange.readExport.query({ exportId, offset }, { signal });
      parts.push(new Blob([piece.text]));
      offset = piece.nextOffset;
      if (offset !== null) onProgress(offset);
    }
  } finally {
    // The next start removes what a lost connection leaves.
    client.exchange.discardExport.mutate({ exportId }).catch(() => undefined);
  }
  save(new Blob(parts, { type: typeOf(fileName) }), fileName);
}

function typeOf(fileName: string): string {
  if (fileName.endsWith('.html')) return 'text/html;charset=utf-8';
  if (fileName.endsWith('.md')) return 'text/markdown;charset=utf-8';
  if (fileName.endsWith('.csv')) return 'text/csv;charset=utf-8';
  return fileName.endsWith('.json') ? 'application/json' : 'application/jsonl';
}

function save(file: Blob, fileName: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download reads it after this task.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
