import { expect, onTestFinished, test } from 'vitest';
import type { ChatSettingsPatch } from '../../../main/contract/chat-settings.ts';
import type { AdapterId, ConversationId, ModelId } from '../../../main/contract/ids.ts';
import { defaultLoadSettings, type LoadSettings } from '../../../main/contract/load-settings.ts';
import type { Model } from '../../../main/contract/models.ts';
import { Contestants } from '../../../main/core/compare/contestants/contestants.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { columnOf, comparisonOf, setupOf } from '../../support/compare/compare-records.ts';
import { exampleModel } from '../../support/example-model.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Around = { ownLoad?: Partial<LoadSettings>; chatDefaults?: ChatSettingsPatch };

/** Models that can be had, and what they and all chats follow now; both may change while a test runs. */
function open(around: Around = {}) {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  onTestFinished(() => storage.close());
  const models: Model[] = ['tiny', 'large'].map((id) => {
    const facts = { ...exampleModel.facts, name: `Model ${id}`, quantization: 'Q4_K_M' };
    return { ...exampleModel, id: id as ModelId, facts };
  });
  const contestants = new Contestants({
    repository: storage.compare,
    models: {
      list: () => models,
      find: (id) => {
        const model = models.find((one) => one.id === id);
        if (!model) throw new Error('no such model');
        return model;
      },
    },
    adapterName: (id) => String(id),
    loadSettings: () => ({ ...defaultLoadSettings, ...around.ownLoad }),
    chatDefaults: () => around.chatDefaults ?? {},
    clock: { now: () => 1 },
  });
  return { contestants, storage, models, around };
}

const poems = { adapterId: 'poems' as AdapterId, scale: 0.5 };

test('a contestant is its content: written down otherwise it is the same, with another setting another', () => {
  const { contestants } = open();
  const plain = contestants.keep(setupOf('tiny'));
  const same = [
    setupOf('tiny', { settings: { sampling: { temperature: 0.7 } } }),
    setupOf('tiny', { load: { keyCacheType: 'f16', adapters: [], keepsLoaded: true } }),
    setupOf('tiny', { systemPrompt: '  ', variables: { unused: 'x' } }),
  ];
  const others = [
    setupOf('large'),
    setupOf('tiny', { settings: { sampling: { temperature: 0 } } }),
    setupOf('tiny', { load: { adapters: [poems] } }),
    setupOf('tiny', { load: { threads: 2 } }),
    setupOf('tiny', { systemPrompt: 'As {{who}}', variables: { who: 'a pirate' } }),
    setupOf('tiny', { systemPrompt: 'As {{who}}', variables: { who: 'a judge' } }),
  ];
  expect(same.map((setup) => contestants.keep(setup).id)).toEqual([plain.id, plain.id, plain.id]);
  expect(new Set([plain, ...others.map((setup) => contestants.keep(setup))].map(({ id }) => id)).size).toBe(7);
});

test('what decides its words stays as it was when the model and all chats are set otherwise later', () => {
  const { contestants, around } = open({
    ownLoad: { adapters: [poems], contextSize: 4096 },
    chatDefaults: { sampling: { temperature: 0.2 } },
  });
  const kept = contestants.keep(setupOf('tiny'));
  around.ownLoad = { adapters: [], keyCacheType: 'q4_0', contextSize: 8192, keepsLoaded: true };
  around.chatDefaults = { sampling: { temperature: 1.5 } };
  expect(contestants.own(kept.setup).settings.sampling?.temperature).toBe(0.2);
  expect(contestants.loadSettings(kept.setup)).toEqual({
    ...defaultLoadSettings,
    adapters: [poems],
    keyCacheType: 'f16',
    // How fast it comes is the model's own affair.
    contextSize: 8192,
    keepsLoaded: true,
  });
});

test('its column’s conversation loads its model as the contestant says, a chat as the model says', () => {
  const { contestants, storage } = open();
  const { id } = contestants.keep(setupOf('tiny', { load: { adapters: [poems], threads: 2 } }));
  storage.compare.create(comparisonOf('duel'), [columnOf('left', id)]);
  expect(contestants.loadSettingsFor('left-talk' as ConversationId)).toMatchObject({ adapters: [poems], threads: 2 });
  expect(contestants.loadSettingsFor('some-chat' as ConversationId)).toBeNull();
});

test('names tell what differs, and two contestants never look the same', () => {
  const { contestants, models } = open();
  const long = 'Answer in the voice of an old lighthouse keeper who';
  const kept = [
    setupOf('tiny'),
    setupOf('large', { load: { adapters: [poems] }, settings: { sampling: { temperature: 0.2, seed: 3 } } }),
    setupOf('tiny', { systemPrompt: `${long} likes rain.` }),
    setupOf('tiny', { systemPrompt: `${long} likes wind.` }),
    setupOf('tiny', { settings: { reasoning: { isOn: false }, structure: { kind: 'json' }, overflow: 'drop-oldest' } }),
  ].map((setup) => contestants.keep(setup).id);
  models.pop();
  const described = contestants.describe(kept);
  const names = kept.map((id) => described.get(id)?.name ?? '');
  expect(new Set(names).size).toBe(5);
  expect([names[0], names[1], names[4]]).toEqual([
    'Model tiny Q4_K_M',
    'Model large Q4_K_M · LoRA poems × 0.5 · temperature 0.2 · seed 3',
    'Model tiny Q4_K_M · thinking off · JSON · drops the oldest',
  ]);
  expect(names[2]).toMatch(/^Model tiny Q4_K_M · prompt “Answer in the voice of an ol…” #[0-9a-f]{4}$/);
  expect(kept.map((id) => described.get(id)?.isThere)).toEqual([true, false, true, true, true]);
  contestants.rename(kept[0] ?? never(), 'Mine');
  expect(contestants.describe(kept).get(kept[0] ?? never())).toMatchObject({ name: 'Mine', isNamedByPerson: true });
  contestants.rename(kept[0] ?? never(), null);
  expect(contestants.describe(kept).get(kept[0] ?? never())).toMatchObject({ name: names[0], isNamedByPerson: false });
});

function never(): never {
  throw new Error('it is there');
}
