import { expect, it } from 'vitest';
import { AppError } from '../../../../main/contract/errors.ts';
import { writeAnswer } from '../../../../main/core/compare/rounds/answer-writer.ts';
import { modelId, openChat } from '../../../support/open-chat.ts';

it('leaves nothing being written when its beginning cannot be kept: the column is free for the next prompt', async () => {
  const { chat, logger } = openChat();
  const { conversationId } = chat.replies.send({ conversationId: null, text: 'Hi', modelId });
  await chat.stop(conversationId);
  const task = {
    conversationId,
    modelId,
    begin: () => chat.replies.send({ conversationId, text: 'And now?', modelId }),
  };
  const onBegun = (): void => {
    throw new AppError('disk-full', { path: '/data' });
  };
  const written = await writeAnswer(task, { onBegun, onEvent: () => undefined }, { chat, logger });
  expect(written).toMatchObject({ failure: { code: 'disk-full' } });
  expect(() => chat.assertIdle(conversationId)).not.toThrow();
});
