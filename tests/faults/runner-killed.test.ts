import { expect, test } from 'vitest';
import { watchConversation } from '../support/conversation-watcher.ts';
import { isProcessGone, runnerProcesses, waitUntil } from '../support/processes.ts';
import { startedApp } from '../support/started-app.ts';

test('a runner killed in mid-reply: the text so far is kept and marked, the reason is given, a retry works', async () => {
  const { app, client, model } = await startedApp({ endless: true });
  const send = (text: string) => client.chat.send.mutate({ conversationId: null, text, modelId: model.id });
  const other = await send('Something else');
  const otherWatcher = watchConversation(client, other.conversationId);
  await otherWatcher.untilText(20);
  await client.chat.stop.mutate({ conversationId: other.conversationId });
  const otherText = (await otherWatcher.ended()).text;

  const { conversationId, replyId } = await send('Tell me all');
  const watcher = watchConversation(client, conversationId);
  await watcher.untilText(50);
  const [runner] = runnerProcesses(app.child.pid ?? 0);
  if (runner === undefined) throw new Error('no runner');
  process.kill(runner, 'SIGKILL');
  const failed = await watcher.ended();
  expect(failed).toMatchObject({
    status: 'failed',
    stopReason: 'failed',
    error: { code: 'runner-crashed', isRetryable: true },
  });
  expect(failed.error?.params['cause']).toBe('SIGKILL');
  expect(failed.text).toBe(watcher.text());

  const retry = await client.chat.regenerate.mutate({ replyId, modelId: null });
  await watcher.until(() => watcher.events.at(-1)?.type === 'reply-delta' && watcher.text().length > 20);
  await client.chat.stop.mutate({ conversationId });
  await watcher.until(() =>
    watcher.events.some((event) => event.type === 'reply-ended' && event.message.id === retry.replyId),
  );

  const fresh = watchConversation(client, conversationId);
  await fresh.until(() => fresh.events.length > 0);
  const snapshot = fresh.events[0];
  expect(snapshot?.type === 'snapshot' && snapshot.path.messages.at(-1)?.siblingIds).toEqual([replyId, retry.replyId]);
  const untouched = watchConversation(client, other.conversationId);
  await untouched.until(() => untouched.events.length > 0);
  expect(untouched.text()).toBe(otherText);
  await waitUntil(() => isProcessGone(runner));
});
