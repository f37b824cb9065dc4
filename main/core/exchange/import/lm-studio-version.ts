import type { ReplyStats, StopReason } from '../../../contract/chat.ts';
import type { LeftOut } from '../../../contract/exchange.ts';
import { LeftOutCounts } from '../export/export-format.ts';
import type { ForeignMessage } from './imported.ts';
import { fieldsOf, isFields, listOf, numberOf, textOf, type Fields } from './unknown-fields.ts';

type ReadVersion = {
  readonly message: Omit<ForeignMessage, 'key' | 'parentKey'> | null;
  readonly leftOut: readonly LeftOut[];
};

/** One version of a message: a single step, or several, some of which are thoughts and some the work of tools. */
export function readLmStudioVersion(version: Fields): ReadVersion {
  const leftOut = new LeftOutCounts();
  const role = textOf(version['role']);
  if (role !== 'user' && role !== 'assistant') {
    leftOut.add(role === 'system' ? 'system' : 'unknown-content');
    return { message: null, leftOut: leftOut.list() };
  }
  const isMultiple = version['type'] === 'multiStep';
  const blocks = isMultiple ? listOf(version['steps']).filter(isFields) : [version];
  const texts: string[] = [];
  const thoughts: string[] = [];
  let info: Fields = {};
  for (const block of blocks) {
    if (isMultiple && block['type'] !== 'contentBlock') {
      if (/tool/i.test(textOf(block['type']))) leftOut.add('tools');
      continue;
    }
    const text = textOfBlock(block, leftOut);
    if (fieldsOf(block['style'])['type'] === 'thinking') thoughts.push(text);
    else texts.push(text);
    if (isFields(block['genInfo'])) info = block['genInfo'];
  }
  const { text, reasoning } = partThoughts(joined(texts), joined(thoughts));
  if (text === '' && reasoning === '') return { message: null, leftOut: leftOut.list() };
  const words = { role, text, createdAtMs: null } as const;
  if (role === 'user') return { message: words, leftOut: leftOut.list() };
  const sender = textOf(fieldsOf(version['senderInfo'])['senderName']);
  const modelName = (textOf(info['identifier']) || textOf(info['indexedModelIdentifier']) || sender).slice(0, 200);
  const ending = endingOf(fieldsOf(info['stats']));
  const message = { ...words, ...ending, reasoning, modelName: modelName === '' ? null : modelName };
  return { message, leftOut: leftOut.list() };
}

function joined(texts: readonly string[]): string {
  return texts
    .map((text) => text.replace(/^\s*\n/, '').trimEnd())
    .filter((text) => text !== '')
    .join('\n\n');
}

function textOfBlock(block: Fields, leftOut: LeftOutCounts): string {
  if (typeof block['content'] === 'string') return textOf(block['content']);
  let text = '';
  for (const item of listOf(block['content'])) {
    const { type, text: words, fileType } = fieldsOf(item);
    if (type === 'text') text += textOf(words);
    else if (type === 'file' && fileType === 'image') {
      leftOut.add('images');
      text += `${text === '' ? '' : '\n\n'}[image]`;
    } else if (type === 'file') leftOut.add('files');
    else leftOut.add(textOf(type).startsWith('tool') ? 'tools' : 'unknown-content');
  }
  return text;
}

/** Before LM Studio parted them itself, thoughts stood in the text as the model wrote them. */
function partThoughts(text: string, reasoning: string): { readonly text: string; readonly reasoning: string } {
  const [whole, thought] = /^\s*<think>([\s\S]*?)<\/think>\s*/.exec(text) ?? [];
  if (whole === undefined || thought === undefined) return { text, reasoning };
  return { text: text.slice(whole.length), reasoning: joined([reasoning, thought]) };
}

const stopReasons: Readonly<Record<string, StopReason>> = {
  eosFound: 'end',
  stopStringFound: 'stop-text',
  toolCalls: 'end',
  maxPredictedTokensReached: 'max-tokens',
  contextLengthReached: 'context-full',
  userStopped: 'stopped',
  modelUnloaded: 'interrupted',
  failed: 'interrupted',
};

function endingOf(stats: Fields): Pick<ForeignMessage, 'status' | 'stopReason' | 'stats'> {
  const stopReason = stopReasons[textOf(stats['stopReason'])] ?? 'end';
  const status = stopReason === 'stopped' || stopReason === 'interrupted' ? stopReason : 'complete';
  return { status, stopReason, stats: figuresOf(stats) };
}

/** Null unless it tells how much there was. */
function figuresOf(stats: Fields): ReplyStats | null {
  const promptTokens = countOf(stats['promptTokensCount']);
  const replyTokens = countOf(stats['predictedTokensCount']);
  if (promptTokens === null || replyTokens === null) return null;
  const firstTokenSeconds = numberOf(stats['timeToFirstTokenSec']);
  const rate = numberOf(stats['tokensPerSecond']);
  return {
    promptTokens,
    reusedTokens: 0,
    replyTokens,
    firstTokenMs: firstTokenSeconds === null || firstTokenSeconds < 0 ? null : firstTokenSeconds * 1000,
    promptTokensPerSecond: null,
    replyTokensPerSecond: rate === null || rate < 0 ? null : rate,
    loadMs: 0,
    reasoningTokens: null,
    reasoningMs: null,
  };
}

function countOf(value: unknown): number | null {
  const count = numberOf(value);
  return count !== null && Number.isInteger(count) && count >= 0 ? count : null;
}
