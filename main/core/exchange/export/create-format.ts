import type { ExportFormat } from '../../../contract/exchange.ts';
import type { MarkdownText } from '../../ports/markdown-text.ts';
import type { Contents, ExportContext, ExportFormatWriter } from './export-format.ts';
import { htmlFormat } from './html-format.ts';
import { jsonFormat } from './json-format.ts';
import { markdownFormat } from './markdown-format.ts';
import { trainingFormat } from './training-format.ts';

export function createFormat(
  format: ExportFormat,
  context: ExportContext,
  parts: { readonly markdown: MarkdownText; readonly contents: Contents },
): ExportFormatWriter {
  switch (format) {
    case 'markdown':
      return markdownFormat(context, parts.markdown);
    case 'html':
      return htmlFormat(context, parts.markdown, parts.contents);
    case 'json':
      return jsonFormat(context);
    case 'openai-jsonl':
    case 'sharegpt-jsonl':
      return trainingFormat(format, context);
  }
}
