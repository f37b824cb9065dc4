import { createHash } from 'node:crypto';
import type { ExchangeAttachment, ExchangeConversation, ExchangeMessage } from '../../../contract/exchange-file.ts';
import type { MarkdownText } from '../../ports/markdown-text.ts';
import { branchesOf, type Branch } from './conversation-tree.ts';
import {
  systemPromptOf,
  unfinishedWord,
  type Contents,
  type ExportContext,
  type ExportFormatWriter,
} from './export-format.ts';
import { localTime } from './file-name.ts';
import { htmlStyle } from './html-style.ts';

/** Nothing may run or load, whatever the conversations hold: escaping is one line of defence, this is the other. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(htmlStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A page that reads the same everywhere, for ever: one file, no script, nothing from elsewhere. */
export function htmlFormat(context: ExportContext, markdown: MarkdownText, contents: Contents): ExportFormatWriter {
  return {
    opening: page(contents, context),
    between: '',
    closing: `<footer>Exported from Counterweight ${escapeHtml(context.appVersion)}, ${timeOf(context.exportedAtMs)}.</footer>\n</main>\n</body>\n</html>\n`,
    write: (conversation) => {
      const branches = branchesOf(conversation, context.options.branches);
      return {
        pieces: articleOf(conversation, branches, context, markdown),
        messages: branches.reduce((sum, { messages }) => sum + messages.length, 0),
        lines: 0,
        leftOut: [],
      };
    },
  };
}

function page(contents: Contents, { conversations }: ExportContext): string {
  const [first] = contents;
  const title = conversations === 1 && first !== undefined ? first.title : `${conversations} conversations`;
  const list = contents.map(
    (entry) => `<li><a href="#${anchorOf(entry)}" dir="auto">${escapeHtml(entry.title)}</a></li>`,
  );
  const nav =
    contents.length > 1
      ? `<nav aria-label="Conversations"><h1>${escapeHtml(title)}</h1><ol>\n${list.join('\n')}\n</ol></nav>\n`
      : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
${nav}`;
}

/** By name, not by place: one that is deleted meanwhile must not lead to its neighbour. */
function anchorOf({ id }: Contents[number]): string {
  return `c-${escapeHtml(id)}`;
}

function* articleOf(
  conversation: ExchangeConversation,
  branches: readonly Branch[],
  context: ExportContext,
  markdown: MarkdownText,
): Generator<string> {
  const prompt = systemPromptOf(conversation, context.projects);
  yield `<article id="${anchorOf(conversation)}">\n<h1 dir="auto">${escapeHtml(conversation.title)}</h1>\n`;
  yield `<p class="facts">${factsOf(conversation, context)}</p>\n`;
  if (prompt.trim() !== '') {
    yield `${fold('System prompt', `<p class="plain" dir="auto">${escapeHtml(prompt)}</p>`)}\n`;
  }
  for (const [index, { from, messages }] of branches.entries()) {
    if (index > 0) yield `<section class="branch">\n<h2>Another branch, from message ${from + 1} on</h2>\n`;
    for (const message of messages) yield `${messageOf(message, context, markdown)}\n`;
    if (index > 0) yield '</section>\n';
  }
  yield '</article>\n';
}

function factsOf(
  { createdAtMs, projectId, tags, messages }: ExchangeConversation,
  { projects }: ExportContext,
): string {
  const project = projectId === null ? undefined : projects.get(projectId);
  const models = new Set(messages.flatMap(({ modelName }) => modelName ?? []));
  const named = [...(project === undefined ? [] : [project.name]), ...tags.map((tag) => `#${tag}`), ...models];
  return [timeOf(createdAtMs), ...named.map((name) => `<bdi>${escapeHtml(name)}</bdi>`)].join(' · ');
}

function messageOf(message: ExchangeMessage, { options }: ExportContext, markdown: MarkdownText): string {
  const { role, modelName, rating, reasoning, text, attachments, summary } = message;
  const name = role === 'user' ? 'You' : (modelName ?? 'Assistant');
  const thumb =
    rating === null
      ? ''
      : ` <span role="img" aria-label="${rating === 'up' ? 'Good reply' : 'Bad reply'}">${rating === 'up' ? '👍' : '👎'}</span>`;
  const unfinished = role === 'assistant' ? unfinishedWord(message) : null;
  const words = role === 'user' ? `<p class="plain">${escapeHtml(text)}</p>` : markdown.toHtml(text);
  return [
    `<section class="message ${role}">`,
    `<h2><bdi>${escapeHtml(name)}</bdi>${thumb}</h2>`,
    ...(options.includesReasoning && reasoning.trim() !== ''
      ? [fold('Thoughts', `<p class="plain" dir="auto">${escapeHtml(reasoning)}</p>`)]
      : []),
    ...(text === '' ? [] : [`<div class="text" dir="auto">${words}</div>`]),
    ...attachments.map(attachmentOf),
    ...(unfinished === null ? [] : [`<p class="note">${unfinished}.</p>`]),
    ...(summary === null
      ? []
      : [fold('Summary up to here', `<p class="plain" dir="auto">${escapeHtml(summary.text)}</p>`)]),
    '</section>',
  ].join('\n');
}

function attachmentOf({ name, text }: ExchangeAttachment): string {
  return fold(name, `<pre dir="auto"><code>${escapeHtml(text)}</code></pre>`);
}

function fold(title: string, content: string): string {
  return `<details><summary dir="auto">${escapeHtml(title)}</summary>${content}</details>`;
}

function timeOf(ms: number): string {
  const time = localTime(ms);
  return `<time datetime="${time}">${time.slice(0, 10)} ${time.slice(11, 16)}</time>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  // A NUL is no character of HTML, in whatever form.
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '').replaceAll('\u0000', '\uFFFD');
}
