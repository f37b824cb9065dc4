import { basename } from 'node:path';
import type { Download } from '../../contract/downloads.ts';
import type { Notice } from '../ports/host.ts';

/** The only words main says itself: the page, which has all others, may be closed or asleep when they are needed. */
export function doneNotice({ files, repo }: Pick<Download, 'files' | 'repo'>): Notice {
  const [first] = files;
  // The placed name was made safe; the Hub's could carry the markup that Linux desktops understand.
  const file = basename(first?.placedPath ?? repo);
  return { title: 'Download finished', body: `${file} is on this computer, every byte checked.` };
}
