import { describe, expect, test } from 'vitest';
import { maxMessageLength } from '../../../main/contract/chat.ts';
import type { Model } from '../../../main/contract/models.ts';
import { sendability, type SendSituation } from '../../../renderer/features/chat/composer/send-hint.ts';
import { noticeOf } from '../../../renderer/features/chat/reply/notice-of.ts';
import { pickModel } from '../../../renderer/features/chat/pick-model.ts';
import { neighbourOf } from '../../../renderer/features/chat/neighbour-of.ts';
import { aConversation, aMessage } from './chat-fixtures.ts';

describe('whether a message can be sent', () => {
  const fine: SendSituation = {
    text: 'Hello',
    model: { isMissing: false },
    connection: 'open',
    isBusy: false,
    isSending: false,
  };

  test.each<readonly [string, Partial<SendSituation>, boolean, string]>([
    ['a text and a model', {}, true, 'chat.send-hint-keys'],
    ['only spaces', { text: ' \n' }, false, 'chat.send-hint-keys'],
    ['no model', { model: null }, false, 'chat.send-hint-model'],
    ['a model whose file is gone', { model: { isMissing: true } }, false, 'chat.send-hint-missing'],
    ['no connection', { connection: 'lost' }, false, 'chat.send-hint-lost'],
    ['a reply under way', { isBusy: true }, false, 'chat.send-hint-busy'],
    ['the same message under way', { isSending: true }, false, 'chat.send-hint-sending'],
    ['more than the contract takes', { text: 'x'.repeat(maxMessageLength + 1) }, false, 'chat.send-hint-long'],
  ])('%s', (_name, changes, canSend, hint) => {
    expect(sendability({ ...fine, ...changes })).toEqual({ canSend, hint });
  });
});

describe('what is said below a reply', () => {
  const error = {
    code: 'runner-crashed',
    params: { cause: 'SIGKILL', phase: 'generating' },
    isRetryable: true,
  } as const;
  const line = (words: string, canRetry: boolean, canContinue = true) => ({
    ...{ type: 'line', words, canRetry, canContinue },
  });

  test.each([
    ['ended by itself', { text: 'Hi' }, null],
    [
      'failed',
      { text: 'Hi', status: 'failed', stopReason: 'failed', error },
      { type: 'error', error, canContinue: true },
    ],
    [
      'interrupted by a closing app',
      { text: 'Hi', status: 'interrupted', stopReason: 'interrupted' },
      line('chat.notice-interrupted', true),
    ],
    ['stopped', { text: 'Hi', status: 'stopped', stopReason: 'stopped' }, line('chat.notice-stopped', false)],
    [
      'stopped before a word',
      { status: 'stopped', stopReason: 'stopped' },
      line('chat.notice-stopped-empty', true, false),
    ],
    ['ended by a full context', { text: 'Hi', stopReason: 'context-full' }, line('chat.notice-context-full', false)],
    ['ended without a word', { text: '' }, line('chat.notice-empty', true, false)],
    [
      'stopped, and its question removed',
      { text: 'Hi', status: 'stopped', parentId: null },
      line('chat.notice-stopped', false, false),
    ],
    ['still growing', { status: 'streaming', stopReason: null }, null],
  ])('%s', (_name, changes, notice) => {
    expect(noticeOf(aMessage({ parentId: 'q1', ...changes }))).toEqual(notice);
  });
});

describe('the model that answers next', () => {
  const aModel = (id: string, changes: Partial<Model> = {}) =>
    ({ id, isMissing: false, addedAtMs: 1, lastUsedAtMs: null, ...changes }) as Model;
  const models = [aModel('a', { lastUsedAtMs: 5 }), aModel('b'), aModel('c', { lastUsedAtMs: 9, isMissing: true })];

  test('is the conversation’s own, else the last chosen, else the last used that is there', () => {
    const picked = [
      pickModel(models, 'b', 'a'),
      pickModel(models, 'gone', 'c'),
      pickModel(models, null, null),
      pickModel([], 'a', 'a'),
    ];
    expect(picked.map((model) => model?.id)).toEqual(['b', 'c', 'a', undefined]);
  });
});

// Catches: deleting the last conversation of the list and landing nowhere.
test('a deleted conversation makes way for the one below, or the one above', () => {
  const shown = ['a', 'b', 'c'].map((id) => aConversation({ id }));
  expect(['a', 'c', 'zz'].map((id) => neighbourOf(shown, id)?.id)).toEqual(['b', 'b', undefined]);
});
