import { expect, onTestFinished, test } from 'vitest';
import { startApp } from '../support/app-process.ts';
import { watchConversation } from '../support/conversation-watcher.ts';
import { startedApp } from '../support/started-app.ts';
import { isProcessGone, runnerProcesses, waitUntil } from '../support/processes.ts';

/** `npm run test:faults` asks for ten. */
const kills = Number(process.env['COUNTERWEIGHT_APP_KILLS'] ?? 1);

test.each(Array.from({ length: kills }, (_, index) => index))(
  'the whole app killed in mid-reply: everything up to the last half second is there after a restart (%i)',
  async () => {
    const { app, client, model, dataFolder } = await startedApp({
      endless: true,
      ballast: { layers: 12, feedForward: 512 },
    });
    const { conversationId } = await client.chat.send.mutate({
      conversationId: null,
      text: 'Tell me all',
      modelId: model.id,
    });
    const watcher = watchConversation(client, conversationId);
    await watcher.untilText(1);
    const firstAtMs = performance.now();
    const killAfterMs = 1_000 + Math.random() * 1_500;
    await watcher.until(() => performance.now() - firstAtMs > killAfterMs);
    const runners = runnerProcesses(app.child.pid ?? 0);
    const killedAtMs = performance.now();
    await app.kill();
    // A little more than half a second: the commit itself and its way to the page take time too.
    const mustBeThere = watcher.arrivals.findLast(({ atMs }) => atMs < killedAtMs - 600)?.length ?? 0;
    expect(mustBeThere).toBeGreaterThan(0);

    const again = await startApp({ dataFolder });
    onTestFinished(async () => void (await again.end()));
    const restarted = await again.connect();
    onTestFinished(() => restarted.close());
    const after = watchConversation(restarted.client, conversationId);
    await after.until(() => after.events.length > 0);
    const snapshot = after.events[0];
    if (snapshot?.type !== 'snapshot') throw new Error('no snapshot');
    const reply = snapshot.path.messages.at(-1);
    expect([reply?.status, reply?.stopReason, snapshot.phase]).toEqual(['interrupted', 'interrupted', null]);
    expect(watcher.text().startsWith(reply?.text ?? 'nothing')).toBe(true);
    expect(reply?.text.length ?? 0).toBeGreaterThanOrEqual(mustBeThere);
    expect(runners.length).toBeGreaterThan(0);
    await waitUntil(() => runners.every(isProcessGone));
  },
  // Many of them side by side with the other tests of faults: each may have to wait for the machine.
  kills > 1 ? 180_000 : 60_000,
);

test('SIGTERM in mid-reply: the reply is saved as interrupted, no process stays, the exit is clean', async () => {
  const { app, client, model, dataFolder } = await startedApp({ endless: true });
  const { conversationId } = await client.chat.send.mutate({
    conversationId: null,
    text: 'Tell me all',
    modelId: model.id,
  });
  const watcher = watchConversation(client, conversationId);
  await watcher.untilText(50);
  const runners = runnerProcesses(app.child.pid ?? 0);
  expect(await app.end()).toBe(0);
  expect(runners.map(isProcessGone)).toEqual(runners.map(() => true));

  const again = await startApp({ dataFolder });
  onTestFinished(async () => void (await again.end()));
  const restarted = await again.connect();
  onTestFinished(() => restarted.close());
  const after = watchConversation(restarted.client, conversationId);
  await after.until(() => after.events.length > 0);
  expect(after.text().length).toBeGreaterThanOrEqual(50);
});
