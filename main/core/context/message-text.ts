import type { PathMessage } from './path-message.ts';

/** Endings whose code blocks are usually marked otherwise than by the ending itself. */
const languages: Readonly<Record<string, string>> = { md: 'markdown', txt: 'text', yml: 'yaml', htm: 'html' };

/**
 * A message as a model reads it: each file as a named fenced block, then the words. Files come first because a question
 * after its documents is answered better, and because words that change leave the files before them evaluated. The fence
 * is longer than any in the file, so that no file can end its own block.
 */
export function messageText({ text, attachments }: Pick<PathMessage, 'text' | 'attachments'>): string {
  return [...attachments.map(fileBlock), text].filter((part) => part !== '').join('\n\n');
}

function fileBlock({ name, text }: PathMessage['attachments'][number]): string {
  const fence = '`'.repeat(Math.max(3, longestFence(text) + 1));
  const end = text.endsWith('\n') ? '' : '\n';
  return `File: ${name}\n${fence}${languageOf(name)}\n${text}${end}${fence}`;
}

/** Backquotes of the longest run that stands at the beginning of a line, indented or not. */
function longestFence(text: string): number {
  let longest = 0;
  for (const [, run = ''] of text.matchAll(/^[^\S\n]*(`{3,})/gm)) longest = Math.max(longest, run.length);
  return longest;
}

function languageOf(name: string): string {
  const ending = /\.([A-Za-z0-9+#]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return languages[ending] ?? ending;
}
