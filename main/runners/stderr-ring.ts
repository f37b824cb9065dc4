import { shortDetail } from '../runner/protocol.ts';

const maxLines = 100;
const maxPendingLength = 4096;

/** Keeps the last lines of a stream, whatever amount flows through. */
export type StderrRing = { write(chunk: string): void; lines(): readonly string[] };

export function createStderrRing(): StderrRing {
  let lines: string[] = [];
  let pending = '';
  return {
    write(chunk) {
      const parts = (pending + chunk).split('\n');
      pending = (parts.pop() ?? '').slice(-maxPendingLength);
      const complete = parts.filter((line) => line.trim() !== '').map(shortDetail);
      lines = [...lines, ...complete].slice(-maxLines);
    },
    lines: () => (pending.trim() === '' ? lines : [...lines, shortDetail(pending)]),
  };
}
