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
import { escapeHtml, fold, pageClosing, pageOpening, timeOf } from './html-parts.ts';
import { htmlStyle } from './html-style.ts';

/** A page that reads the same everywhere, for ever: one file, no script, nothing from elsewhere. */
export function htmlFormat(context: ExportContext, markdown: MarkdownText, contents: Contents): ExportFormatWriter {
  return {
    opening: page(contents, context),
    between: '',
    closing: pageClosing(context),
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
  return `${pageOpening(title, htmlStyle)}${nav}`;
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
