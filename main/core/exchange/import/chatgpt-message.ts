import { maxMessageLength } from '../../../contract/chat.ts';
import type { LeftOut, LeftOutReason } from '../../../contract/exchange.ts';
import { LeftOutCounts } from '../export/export-format.ts';
import type { ForeignMessage } from './imported.ts';
import { fieldsOf, isFields, listOf, textOf, timeOf, type Fields } from './unknown-fields.ts';

type Words = Omit<ForeignMessage, 'key' | 'parentKey' | 'reasoning'>;
export type ReadMessage = {
  /** Null when nobody said anything here. */
  readonly message: Words | null;
  readonly reasoning: string;
  readonly leftOut: readonly LeftOut[];
};

const nothing: ReadMessage = { message: null, reasoning: '', leftOut: [] };
const secondMs = 1000;

/** Content of ChatGPT's own instructions and memories. */
const contexts = new Set(['user_editable_context', 'model_editable_context', 'app_pairing_content']);
/** What tools are asked and answer. */
const toolContents = new Set([
  'execution_output',
  'tether_browsing_display',
  'tether_browsing_code',
  'tether_quote',
  'computer_output',
  'system_error',
  'super_widget',
  'sonic_webpage',
]);

/** The words, the thoughts, or neither, of one node's message. */
export function readChatGptMessage(message: Fields): ReadMessage {
  const role = textOf(fieldsOf(message['author'])['role']);
  const content = fieldsOf(message['content']);
  const type = textOf(content['content_type']);
  const metadata = fieldsOf(message['metadata']);
  if (type === '') return nothing;
  const parts = readParts(content);
  const isEmpty = parts.text.trim() === '' && parts.leftOut.length === 0;
  if (type === 'thoughts') return { ...nothing, reasoning: thoughtsOf(content) };
  // «Thought for 8 seconds»: a heading of the other app, not words.
  if (type === 'reasoning_recap') return nothing;
  if (role === 'system' || contexts.has(type)) return isEmpty ? nothing : leftOutAs('system');
  if (metadata['is_visually_hidden_from_conversation'] === true) return isEmpty ? nothing : leftOutAs('hidden');
  if (role === 'tool')
    return { ...nothing, leftOut: parts.leftOut.length > 0 ? parts.leftOut : leftOutAs('tools').leftOut };
  if (role !== 'user' && role !== 'assistant') return leftOutAs('unknown-content');
  const recipient = textOf(message['recipient']);
  if (role === 'assistant' && recipient !== '' && recipient !== 'all') return leftOutAs('tools');
  if (toolContents.has(type)) return leftOutAs('tools');
  if (!isKnown(type)) return leftOutAs('unknown-content');
  return { ...nothing, ...spoken(role, message, parts) };
}

function isKnown(type: string): boolean {
  return type === 'text' || type === 'multimodal_text' || type === 'code';
}

function leftOutAs(reason: LeftOutReason): ReadMessage {
  return { ...nothing, leftOut: [{ reason, count: 1 }] };
}

type Parts = { readonly text: string; readonly leftOut: readonly LeftOut[] };

function spoken(role: 'user' | 'assistant', message: Fields, parts: Parts): Pick<ReadMessage, 'message' | 'leftOut'> {
  const metadata = fieldsOf(message['metadata']);
  const leftOut = new LeftOutCounts();
  leftOut.addAll(parts.leftOut);
  leftOut.add('files', attachedFiles(metadata));
  const text = withoutReferences(parts.text, metadata);
  if (text.trim() === '') return { message: null, leftOut: leftOut.list() };
  const words = { role, text, createdAtMs: timeOf(message['create_time'], secondMs) };
  if (role === 'user') return { message: words, leftOut: leftOut.list() };
  const modelName = textOf(metadata['model_slug']).slice(0, 200);
  return {
    message: { ...words, ...endingOf(message, metadata), modelName: modelName === '' ? null : modelName },
    leftOut: leftOut.list(),
  };
}

/** Text, and marks where there was something else: a question about a picture is none without it. */
function readParts(content: Fields): Parts {
  if (textOf(content['content_type']) === 'code') return { text: codeBlock(content), leftOut: [] };
  const leftOut = new LeftOutCounts();
  const texts: string[] = [];
  for (const part of listOf(content['parts'])) {
    if (!isFields(part)) texts.push(textOf(part));
    else if (textOf(part['text']) !== '') texts.push(textOf(part['text']));
    else texts.push(markOf(textOf(part['content_type']), leftOut));
  }
  if (texts.length === 0) texts.push(textOf(content['text']));
  return { text: texts.filter((text) => text !== '').join('\n\n'), leftOut: leftOut.list() };
}

function markOf(type: string, leftOut: LeftOutCounts): string {
  const kind = /image/.test(type) ? 'images' : /audio|video/.test(type) ? 'audio' : 'unknown-content';
  leftOut.add(kind);
  return kind === 'images' ? '[image]' : kind === 'audio' ? '[audio]' : '';
}

function codeBlock(content: Fields): string {
  const text = textOf(content['text']);
  const language = /^[\w+#-]{1,30}$/.exec(textOf(content['language']))?.[0] ?? '';
  return text === '' ? '' : `\`\`\`${language === 'unknown' ? '' : language}\n${text}\n\`\`\``;
}

function thoughtsOf(content: Fields): string {
  const thoughts = listOf(content['thoughts']).map((thought) => {
    const { summary, content: words } = fieldsOf(thought);
    return [textOf(summary), textOf(words)].filter((part) => part !== '').join('\n');
  });
  return thoughts.filter((thought) => thought !== '').join('\n\n');
}

/** Pictures have a mark of their own in the parts. */
function attachedFiles(metadata: Fields): number {
  return listOf(metadata['attachments']).filter((file) => {
    const type = textOf(fieldsOf(file)['mime_type']) || textOf(fieldsOf(file)['mimeType']);
    return isFields(file) && !type.startsWith('image/');
  }).length;
}

const referenceMarks = /[\uE200-\uE206]/g;
/** UTF-16 units that are read for the references of one message: a made-up file must not take the afternoon. */
const mostRead = 50_000_000;

/** Sources stand in the text between private characters; what the app shows for them is told beside it. */
function withoutReferences(text: string, metadata: Fields): string {
  if (text.search(referenceMarks) < 0 || text.length > maxMessageLength) return text;
  let plain = text;
  for (const [matched, words] of referencesOf(metadata).slice(0, mostRead / text.length)) {
    let { length } = plain;
    const told = plain.replaceAll(matched, () => ((length += words.length) > maxMessageLength ? '' : words));
    // Words that would make a message longer than any may be are none that the app shows.
    if (length > maxMessageLength) break;
    plain = told;
  }
  return plain.replaceAll(/\uE200[^\uE200\uE201]*\uE201/g, '').replaceAll(referenceMarks, '');
}

/** What is shown is no mark itself: one that stands for two of its kind would never end. */
function referencesOf(metadata: Fields): readonly (readonly [matched: string, words: string])[] {
  const references = listOf(metadata['content_references']).map((reference) => {
    const { matched_text: matched, alt } = fieldsOf(reference);
    return [textOf(matched), textOf(alt).replaceAll(referenceMarks, '')] as const;
  });
  return [...new Map(references.filter(([matched]) => matched.search(referenceMarks) >= 0))];
}

function endingOf(message: Fields, metadata: Fields): Pick<ForeignMessage, 'status' | 'stopReason'> {
  const how = textOf(fieldsOf(metadata['finish_details'])['type']);
  if (how === 'max_tokens') return { status: 'complete', stopReason: 'max-tokens' };
  const status = textOf(message['status']);
  if (how === 'interrupted' || status === 'in_progress' || status === 'finished_partial_completion') {
    return { status: 'stopped', stopReason: 'stopped' };
  }
  return { status: 'complete', stopReason: 'end' };
}
