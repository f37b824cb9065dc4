import { expect, it } from 'vitest';
import { appRouter } from '../../../../main/api/router.ts';
import type { CompareEvent } from '../../../../main/contract/compare.ts';
import type { ComparisonId, ConversationId } from '../../../../main/contract/ids.ts';
import type { Client } from '../../../support/app-process.ts';
import { comparedApp, plainSetup, watchComparison } from '../../../support/compare/compared-app.ts';
import { waitUntil } from '../../../support/processes.ts';

/** Work that somebody asks for: it tells nothing by itself. */
const askedFor = [
  'context.summarise',
  'exchange.export',
  'exchange.previewImport',
  'exchange.runImport',
  'library.adopt',
  'library.scan',
  'tokens.view',
];

type Procedures = Readonly<Record<string, { readonly _def: { readonly type: string } }>>;
type Watched = { readonly comparisonId: ComparisonId; readonly conversationId: ConversationId };

type Hear = { readonly onData: (data: unknown) => void; readonly onError: (error: unknown) => void };
type Subscribe = (client: Client, input: Hear, watched: Watched) => unknown;

/** Everything a page can subscribe to. */
const feeds: Readonly<Record<string, Subscribe>> = {
  'adapters.watch': (client, input) => client.adapters.watch.subscribe(undefined, input),
  'backups.watch': (client, input) => client.backups.watch.subscribe(undefined, input),
  'chat.watch': (client, input, { conversationId }) => client.chat.watch.subscribe({ conversationId }, input),
  'chat.watchList': (client, input) => client.chat.watchList.subscribe(undefined, input),
  'chatSettings.watch': (client, input) =>
    client.chatSettings.watch.subscribe({ conversationId: null, projectId: null }, input),
  'chatSettings.watchLibrary': (client, input) => client.chatSettings.watchLibrary.subscribe(undefined, input),
  'compare.watch': (client, input, { comparisonId }) => client.compare.watch.subscribe({ comparisonId }, input),
  'compare.watchList': (client, input) => client.compare.watchList.subscribe(undefined, input),
  'downloads.watch': (client, input) => client.downloads.watch.subscribe(undefined, input),
  'downloads.watchImports': (client, input) => client.downloads.watchImports.subscribe(undefined, input),
  'drafts.watch': (client, input) => client.drafts.watch.subscribe(undefined, input),
  'hub.watchOpenRequests': (client, input) => client.hub.watchOpenRequests.subscribe(undefined, input),
  'library.watch': (client, input) => client.library.watch.subscribe(undefined, input),
  'models.watch': (client, input) => client.models.watch.subscribe(undefined, input),
  'organise.watch': (client, input) => client.organise.watch.subscribe(undefined, input),
  'prices.watch': (client, input) => client.prices.watch.subscribe(undefined, input),
  'runtime.watchBenchmarks': (client, input) => client.runtime.watchBenchmarks.subscribe(undefined, input),
  'runtime.watchSettings': (client, input) => client.runtime.watchSettings.subscribe(undefined, input),
  'settings.watch': (client, input) => client.settings.watch.subscribe(undefined, input),
  'shelf.watch': (client, input) => client.shelf.watch.subscribe(undefined, input),
  'system.watchLoad': (client, input) => client.system.watchLoad.subscribe(undefined, input),
  'system.watchNetworkUse': (client, input) => client.system.watchNetworkUse.subscribe(undefined, input),
  'votes.watch': (client, input) => client.votes.watch.subscribe(undefined, input),
};

function subscribeToAll(client: Client, watched: Watched, hear: (data: unknown) => void): void {
  for (const subscribe of Object.values(feeds)) subscribe(client, { onData: hear, onError: hear }, watched);
}

it('knows every feed there is: a new one has to be thought about', () => {
  const procedures = appRouter._def.procedures as unknown as Procedures;
  const subscriptions = Object.entries(procedures).filter(([, one]) => one._def.type === 'subscription');
  expect([...Object.keys(feeds), ...askedFor].toSorted()).toEqual(subscriptions.map(([path]) => path).toSorted());
});

it(
  'tells a page nothing of who takes part in a hidden round, through whatever feed, reloaded or not',
  { timeout: 120_000 },
  async () => {
    const { app, client, models, cookie } = await comparedApp([{ name: 'Zanzibar' }, { name: 'Quokka' }]);
    const [zanzibar, quokka] = models;
    if (!zanzibar || !quokka) throw new Error('no models');
    const setups = [zanzibar, quokka].map((model) => plainSetup(model, { settings: { sampling: { maxTokens: 40 } } }));

    // Everything that names models elsewhere: a chat, settings, looks, an open comparison with a verdict.
    const { conversationId } = await client.chat.send.mutate({ conversationId: null, text: 'Hi.', modelId: quokka.id });
    await client.settings.update.mutate({ lastModelId: quokka.id, modelLooks: { [zanzibar.id]: 1, [quokka.id]: 2 } });
    const plain = { setups, timing: 'quick', conversationId: null } as const;
    const open = await client.compare.create.mutate({ ...plain, mode: 'open' });
    const openWatch = watchComparison(client, open.comparisonId);
    const openRound = await client.compare.ask.mutate({ comparisonId: open.comparisonId, text: 'Openly?' });
    await openWatch.ended(openRound.roundId);
    await client.votes.cast.mutate({ roundId: openRound.roundId, outcome: 'tie', bestId: null });
    openWatch.leave();

    const { comparisonId } = await client.compare.create.mutate({ ...plain, mode: 'blind' });
    const before = watchComparison(client, comparisonId);
    await waitUntil(() => before.events.length > 0);
    const [snapshot] = before.events;
    if (snapshot?.type !== 'snapshot') throw new Error('no snapshot');
    const secrets = [
      ...models.flatMap(({ id, path, facts }) => [id, path, facts.name]),
      ...snapshot.comparison.columns.flatMap(({ id, contestant }) => [id, contestant.id]),
    ];
    const told = (frames: readonly unknown[]): string[] => {
      const text = JSON.stringify(frames);
      return secrets.filter((secret) => text.includes(secret));
    };

    const page = await app.connect(cookie);
    const frames: unknown[] = [];
    subscribeToAll(page.client, { comparisonId, conversationId }, (data) => frames.push(data));
    await waitUntil(() => frames.some((data) => (data as { comparison?: unknown } | null)?.comparison !== undefined));
    const { roundId } = await page.client.compare.ask.mutate({ comparisonId, text: 'Which one are you?' });
    const isRound = (data: unknown): boolean => (data as CompareEvent | null)?.type === 'round-changed';
    await waitUntil(() => frames.some(isRound));
    const ended = await before.ended(roundId);
    frames.push(
      await page.client.settings.get.query(),
      await page.client.settings.update.mutate({ isRailCollapsed: true }),
      await page.client.compare.plan.query({ comparisonId }),
    );
    expect(ended.answers.map(({ status, text }) => [status, text.length > 0])).toEqual([
      ['complete', true],
      ['complete', true],
    ]);
    expect(told(frames.slice(frames.findIndex(isRound)))).toEqual([]);

    await page.close();
    const reloaded = await app.connect(cookie);
    const again: unknown[] = [];
    subscribeToAll(reloaded.client, { comparisonId, conversationId }, (data) => again.push(data));
    await waitUntil(() => again.some((data) => (data as { rounds?: unknown[] } | null)?.rounds?.length === 1));
    await reloaded.client.settings.get.query();
    expect(again.filter((data) => told([data]).length > 0)).toEqual([]);

    // The same feeds tell everything once the names are out: what was searched would have been found.
    await reloaded.client.compare.reveal.mutate({ roundId });
    await waitUntil(() => told(again).length === secrets.length);
    await reloaded.close();
  },
);
