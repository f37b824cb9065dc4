import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ComparisonId } from '../../../../main/contract/ids.ts';
import { CompareExportService } from '../../../../main/core/compare/export/compare-export-service.ts';
import { publishedPrices } from '../../../../main/core/prices/published-prices.ts';
import { ExchangeFolder } from '../../../../main/exchange/exchange-folder.ts';
import { createMarkdownText } from '../../../../main/exchange/markdown-text.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { answer, content, round } from './example-comparison.ts';

const input = {
  comparisonId: 'c' as ComparisonId,
  format: 'html',
  includesFigures: false,
  includesReasoning: false,
} as const;
const { signal } = new AbortController();

function serviceOn(host: 'desktop' | 'web', savePath: string | null, folder: string) {
  const files = new ExchangeFolder(folder);
  const { comparison, rounds } = content([round([answer('a', 0, 'One'), answer('b', 1, 'Two')])]);
  const service = new CompareExportService({
    whole: () => ({ comparison, rounds }),
    prices: () => publishedPrices,
    files,
    markdown: createMarkdownText(),
    host: {
      info: { host, appVersion: '1.2.3', dataFolder: folder },
      pickSavePath: () => Promise.resolve(savePath),
    },
    clock: { now: () => 0 },
  });
  return { service, files };
}

test('on the desktop the file lies where the person said, and nowhere when they left the dialog', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'chosen.html');
  const exported = await serviceOn('desktop', path, folder).service.export(input, signal);
  const text = await readFile(path, 'utf8');
  expect(exported).toEqual({
    fileName: 'Tea the # leaf.html',
    sizeBytes: Buffer.byteLength(text),
    rounds: 1,
    exportId: null,
  });
  expect(text).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  expect(await serviceOn('desktop', null, folder).service.export(input, signal)).toBeNull();
});

test('in a browser the page fetches it, and an export that is given up leaves nothing', async () => {
  const { service, files } = serviceOn('web', null, temporaryFolder());
  const exported = await service.export({ ...input, format: 'markdown' }, signal);
  const piece = await files.readKept(exported?.exportId ?? '', 0);
  expect([exported?.fileName, piece.nextOffset]).toEqual(['Tea the # leaf.md', null]);
  expect(piece.text).toContain('### Model a');
  await expect(service.export(input, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
});
