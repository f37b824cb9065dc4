import type { ExchangeAttachment, ExchangeConversation, ExchangeMessage } from '../../../contract/exchange-file.ts';
import type { MarkdownText } from '../../ports/markdown-text.ts';
import { branchesOf, type Branch } from './conversation-tree.ts';
import { systemPromptOf, unfinishedWord, type ExportContext, type ExportFormatWriter } from './export-format.ts';
import { localTime } from './file-name.ts';
import { frontMatter, headingText, quoted, trimmedEnd, type Fact } from './markdown-parts.ts';

/** Reading text: facts as front matter, a heading for each message, thoughts quoted, attachments as code blocks. */
export function markdownFormat(context: ExportContext, markdown: MarkdownText): ExportFormatWriter {
  const isSingle = context.conversations === 1;
  return {
    opening: isSingle ? '' : frontMatter(fileFacts(context)),
    between: '\n---\n\n',
    closing: '',
    write: (conversation) => {
      const branches = branchesOf(conversation, context.options.branches);
      const facts = conversationFacts(conversation, context);
      const beginning = [
        `# ${headingText(conversation.title)}`,
        ...(isSingle ? [] : [factList(facts)]),
        ...systemBlocks(systemPromptOf(conversation, context.projects)),
      ].join('\n\n');
      const front = isSingle ? frontMatter([...facts, ...fileFacts(context)]) : '';
      return {
        pieces: piecesOf(`${front}${beginning}`, branches, context, markdown),
        messages: branches.reduce((sum, { messages }) => sum + messages.length, 0),
        lines: 0,
        leftOut: [],
      };
    },
  };
}

function conversationFacts(conversation: ExchangeConversation, { projects }: ExportContext): readonly Fact[] {
  const { title, createdAtMs, updatedAtMs, projectId, tags, messages } = conversation;
  const project = projectId === null ? undefined : projects.get(projectId);
  const models = [...new Set(messages.flatMap(({ modelName }) => modelName ?? []))];
  return [
    ['title', title],
    ['created', localTime(createdAtMs)],
    ['updated', localTime(updatedAtMs)],
    ...(models.length === 0 ? [] : [['models', models] as const]),
    ...(project === undefined ? [] : [['project', project.name] as const]),
    ...(tags.length === 0 ? [] : [['tags', tags] as const]),
  ];
}

function fileFacts({ conversations, exportedAtMs, appVersion }: ExportContext): readonly Fact[] {
  return [
    ...(conversations === 1 ? [] : [['conversations', conversations] as const]),
    ['exported', localTime(exportedAtMs)],
    ['generator', `Counterweight ${appVersion}`],
  ];
}

function factList(facts: readonly Fact[]): string {
  return facts
    .slice(1)
    .map(([name, value]) => `- ${name}: ${headingText(Array.isArray(value) ? value.join(', ') : String(value))}`)
    .join('\n');
}

function systemBlocks(systemPrompt: string): readonly string[] {
  return systemPrompt.trim() === '' ? [] : ['## System prompt', quoted(systemPrompt)];
}

function* piecesOf(
  beginning: string,
  branches: readonly Branch[],
  context: ExportContext,
  markdown: MarkdownText,
): Generator<string> {
  yield beginning;
  for (const [index, { from, messages }] of branches.entries()) {
    if (index > 0) yield `\n\n## Another branch, from message ${from + 1} on`;
    for (const message of messages) yield `\n\n${messageBlocks(message, index > 0, context, markdown).join('\n\n')}`;
  }
  yield '\n';
}

function messageBlocks(
  message: ExchangeMessage,
  isDeeper: boolean,
  { options }: ExportContext,
  markdown: MarkdownText,
): readonly string[] {
  const { role, modelName, reasoning, text, attachments, rating, summary } = message;
  const name = role === 'user' ? 'You' : headingText(modelName ?? 'Assistant');
  const thumb = rating === null ? '' : rating === 'up' ? ' 👍' : ' 👎';
  const closing = markdown.closing(text);
  const unfinished = role === 'assistant' ? unfinishedWord(message) : null;
  return [
    `${isDeeper ? '###' : '##'} ${name}${thumb}`,
    ...(options.includesReasoning && reasoning.trim() !== '' ? [`> **Thoughts**\n>\n${quoted(reasoning)}`] : []),
    ...(text === '' ? [] : [closing === '' ? trimmedEnd(text) : `${trimmedEnd(text)}\n${closing}`]),
    ...attachments.flatMap(attachmentBlocks),
    ...(unfinished === null ? [] : [`*${unfinished}.*`]),
    ...(summary === null ? [] : [`> **Summary up to here**\n>\n${quoted(summary.text)}`]),
  ];
}

function attachmentBlocks({ name, text }: ExchangeAttachment): readonly string[] {
  const fence = fenceFor(text);
  const extension = /\.([A-Za-z0-9]{1,16})$/.exec(name)?.[1] ?? '';
  return [`**${headingText(name)}**`, `${fence}${extension}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`];
}

/** Longer than any run of backticks inside, so that nothing in the text can end it. */
function fenceFor(text: string): string {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  return '`'.repeat(longest + 1);
}
