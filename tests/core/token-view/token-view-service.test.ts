import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultChatSettings } from '../../../main/contract/chat-settings.ts';
import type { ScoredToken, TokenViewEvent } from '../../../main/contract/token-view.ts';
import type { MessageId } from '../../../main/contract/ids.ts';
import { TokenViewService } from '../../../main/core/token-view/token-view-service.ts';
import { createPromptRepository } from '../../../main/storage/prompt-repository.ts';
import { createReplyTokenRepository } from '../../../main/storage/reply-token-repository.ts';
import { startTestPool } from '../../runners/test-pool.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { writeBigramModel } from '../../support/gguf/bigram-model.ts';
import { loadRequestOf } from '../../support/load-request.ts';
import { modelId, openChat } from '../../support/open-chat.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A real model that has said something, and what looks at its tokens. */
async function openSaid() {
  const path = join(temporaryFolder(), 'bigram.gguf');
  await writeBigramModel({ path, seed: 1 });
  const model = { path, sizeBytes: (await stat(path)).size };
  const pool = startTestPool();
  const prepareLoad = () => Promise.resolve(loadRequestOf(path, model.sizeBytes, { modelId }));
  const sampling = { ...defaultChatSettings.sampling, temperature: 0, maxTokens: 24 };
  const resolveChat = () => ({ settings: { ...defaultChatSettings, sampling }, systemPrompt: '' });
  const opened = openChat({ pool, model, resolveChat, prepareLoad });
  const { chat, database, conversations } = opened;
  const tokenView = new TokenViewService({
    conversations,
    prompts: createPromptRepository(database),
    replyTokens: createReplyTokenRepository(database),
    pool,
    prepareLoad,
    branchWith: (input) => chat.branchWith(input),
  });
  const look = async (replyId: MessageId, mayLoad = true) => {
    const events: TokenViewEvent[] = [];
    await tokenView.view(
      { replyId, mayLoad },
      { signal: new AbortController().signal, onEvent: (event) => void events.push(event) },
    );
    const tokens = events.flatMap((event) => (event.type === 'tokens' ? [...event.tokens] : []));
    return { events, tokens, last: events.at(-1) };
  };
  const begun = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const reply = await opened.ended(begun.conversationId);
  return { ...opened, pool, tokenView, look, reply };
}

const spelled = (tokens: readonly ScoredToken[]): string => tokens.map(({ text }) => text).join('');

test('a finished reply is told token by token, with how sure the model was', async () => {
  const { look, reply } = await openSaid();
  const { tokens, last } = await look(reply.id);
  expect(spelled(tokens)).toBe(reply.text);
  expect(tokens.map(({ offset }) => offset)).toEqual(tokens.map((_, index) => spelled(tokens.slice(0, index)).length));
  const logs = tokens.map(({ logProbability }) => logProbability);
  expect(last).toMatchObject({
    type: 'done',
    isExact: true,
    confidence: {
      tokens: tokens.length,
      firstChoiceShare: 1,
      perplexity: expect.closeTo(Math.exp(-logs.reduce((sum, log) => sum + log, 0) / logs.length), 6),
      meanProbability: expect.closeTo(tokens.reduce((sum, { probability }) => sum + probability, 0) / tokens.length, 6),
    },
  });
});

test('another token at a place: the reply goes on from there, in a version of its own, that can be looked at as well', async () => {
  const { look, reply, tokenView, ended } = await openSaid();
  const { tokens } = await look(reply.id);
  const place = tokens.findIndex(({ alternatives }, index) => index > 3 && alternatives.length > 1);
  const [first, other] = tokens[place]?.alternatives ?? [];
  const branch = tokenView.branchAt({ replyId: reply.id, place, tokenId: other?.id ?? -1 });
  const version = await ended(branch.conversationId);
  const before = spelled(tokens.slice(0, place));
  expect([version.id === branch.replyId, version.siblingIds.length, other?.id === first?.id]).toEqual([true, 2, false]);
  expect(version.text.startsWith(before + (other?.text ?? ''))).toBe(true);
  const { tokens: later, last } = await look(version.id);
  expect(later.slice(0, place + 1).map(({ id }) => id)).toEqual([
    ...tokens.slice(0, place).map(({ id }) => id),
    other?.id,
  ]);
  expect([spelled(later), last]).toMatchObject([version.text, { type: 'done', isExact: true }]);
});

test('what cannot be looked at says why, and loads nothing that may not be', async () => {
  const { look, reply, database, pool, tokenView } = await openSaid();
  await pool.unload(modelId);
  expect((await look(reply.id, false)).events).toEqual([{ type: 'unavailable', why: 'not-loaded' }]);
  expect(pool.loaded(modelId)).toBeNull();
  const loaded = await look(reply.id);
  expect(loaded.events.some((event) => event.type === 'progress' && event.phase === 'loading')).toBe(true);
  const branch = (place: number, tokenId: number) =>
    appErrorOf(() => tokenView.branchAt({ replyId: reply.id, place, tokenId }));
  expect([await branch(2, 999_999), await branch(9999, 5)]).toEqual(['bad-request', 'bad-request']);

  // Without its tokens it is read as text, and says so.
  database.exec('DELETE FROM reply_tokens');
  expect((await look(reply.id)).last).toMatchObject({ type: 'done', isExact: false });
  // Words that changed since are not those that were looked at.
  database.prepare('UPDATE messages SET text = text || ? WHERE id = ?').run('!', reply.id);
  expect(await branch(2, 5)).toBe('not-found');
  database.exec('DELETE FROM reply_prompts');
  expect((await look(reply.id)).events).toEqual([{ type: 'unavailable', why: 'no-prompt' }]);
  database.prepare("UPDATE messages SET text = '' WHERE id = ?").run(reply.id);
  expect((await look(reply.id)).events).toEqual([{ type: 'unavailable', why: 'no-text' }]);
  expect(await appErrorOf(() => look('gone' as MessageId))).toBe('not-found');
});
