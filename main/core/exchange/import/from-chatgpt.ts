import { createHash } from 'node:crypto';
import type { LeftOut } from '../../../contract/exchange.ts';
import { LeftOutCounts } from '../export/export-format.ts';
import { readChatGptMessage, type ReadMessage } from './chatgpt-message.ts';
import { toExchange, type ForeignMessage, type Imported } from './imported.ts';
import { fieldsOf, isFields, listOf, textOf, timeOf, type Fields } from './unknown-fields.ts';

const secondMs = 1000;

/** Whether it is one of ChatGPT's conversations: nobody else keeps a tree under `mapping`. */
export function isChatGpt(value: unknown): value is Fields {
  return isFields(value) && isFields(value['mapping']);
}

/**
 * A conversation of ChatGPT's export: a tree of nodes, of which those that a person said or read are taken. What a model did
 * in between (tools, hidden instructions) is counted, not taken, and what hung on it hangs on what was before it.
 */
export function fromChatGpt(value: Fields, nowMs: number): Imported {
  const { messages, activeKey, leftOut } = readTree(fieldsOf(value['mapping']), textOf(value['current_node']));
  const origin = `chatgpt:${idOf(value)}`;
  const foreign = {
    origin,
    title: textOf(value['title']),
    createdAtMs: timeOf(value['create_time'], secondMs),
    updatedAtMs: timeOf(value['update_time'], secondMs),
    isPinned: value['is_starred'] === true,
    isArchived: value['is_archived'] === true,
    tags: [],
    systemPrompt: '',
    messages,
    activeKey,
  };
  return { source: 'chatgpt', origins: [origin], conversation: toExchange(foreign, nowMs), project: null, leftOut };
}

/** Older exports have no id: then what it began with stands for it. */
function idOf(value: Fields): string {
  const id = textOf(value['conversation_id']) || textOf(value['id']);
  if (/^[\w-]{1,100}$/.test(id)) return id;
  const beginning = JSON.stringify([value['create_time'], Object.keys(fieldsOf(value['mapping']))[0] ?? '']);
  return createHash('sha256').update(beginning).digest('hex').slice(0, 32);
}

type Tree = {
  readonly messages: readonly ForeignMessage[];
  readonly activeKey: string | null;
  readonly leftOut: readonly LeftOut[];
};

/** What a node hands on to those below it. */
type Above = {
  /** The message that they hang on; -1 for none. */
  readonly parent: number;
  /** Thoughts that wait for the words they led to. */
  readonly reasoning: string;
  /** Whether the path has not forked since that message: then words of the same side belong to it. */
  readonly isStraight: boolean;
};

function readTree(mapping: Fields, currentNode: string): Tree {
  const children = childrenOf(mapping);
  const leftOut = new LeftOutCounts();
  const messages: ForeignMessage[] = [];
  const placeOf = new Map<string, number>();
  const open: { readonly key: string; readonly above: Above }[] = [];
  const push = (keys: readonly string[], above: Above): void => {
    for (const key of keys.toReversed())
      open.push({ key, above: { ...above, isStraight: above.isStraight && keys.length === 1 } });
  };
  push(children.get('') ?? [], { parent: -1, reasoning: '', isStraight: true });
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { key, above } = at;
    const read = readChatGptMessage(fieldsOf(fieldsOf(mapping[key])['message']));
    leftOut.addAll(read.leftOut);
    const below = addMessage(messages, key, read, above);
    placeOf.set(key, below.parent);
    push(children.get(key) ?? [], below);
  }
  const active = messages[placeOf.get(currentNode) ?? -1];
  return { messages, activeKey: active?.key ?? null, leftOut: leftOut.list() };
}

/** In the order of their versions; nodes whose parent is not there are beginnings. Circles have no beginning, and are not met. */
function childrenOf(mapping: Fields): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string>();
  for (const key of Object.keys(mapping)) {
    const parent = textOf(fieldsOf(mapping[key])['parent']);
    parents.set(key, parent !== key && Object.hasOwn(mapping, parent) ? parent : '');
  }
  const children = Map.groupBy(parents.keys(), (key) => parents.get(key) ?? '');
  for (const [parent, keys] of children) {
    const order = new Map(listOf(fieldsOf(mapping[parent])['children']).map((key, place) => [key, place]));
    keys.sort((a, b) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity) || 0);
  }
  return children;
}

function addMessage(messages: ForeignMessage[], key: string, read: ReadMessage, above: Above): Above {
  const reasoning = [above.reasoning, read.reasoning].filter((part) => part !== '').join('\n\n');
  if (read.message === null) return { ...above, reasoning };
  const { role, text } = read.message;
  const parent = messages[above.parent];
  if (role === 'assistant' && parent?.role === 'assistant' && above.isStraight) {
    // One reply in several parts, between which tools were used.
    const thoughts = [parent.reasoning ?? '', reasoning].filter((part) => part !== '').join('\n\n');
    messages[above.parent] = {
      ...parent,
      ...read.message,
      text: `${parent.text}\n\n${text}`,
      reasoning: thoughts,
      createdAtMs: parent.createdAtMs,
    };
    return { parent: above.parent, reasoning: '', isStraight: true };
  }
  messages.push({
    ...read.message,
    key,
    parentKey: parent?.key ?? null,
    reasoning: role === 'assistant' ? reasoning : '',
  });
  return { parent: messages.length - 1, reasoning: role === 'assistant' ? '' : reasoning, isStraight: true };
}
