import { expect, test } from 'vitest';
import { builtInPresets } from '../../../main/contract/chat-presets.ts';
import { defaultChatSettings, type ChatSettings } from '../../../main/contract/chat-settings.ts';
import { differences } from '../../../renderer/state/chat/settings/differences.ts';
import { escapeText, unescapeText } from '../../../renderer/state/chat/settings/escaped-text.ts';
import { effectiveOf, presetOf, withChange, withPreset } from '../../../renderer/state/chat/settings/own-settings.ts';

const { sampling } = defaultChatSettings;

test('only what differs is a chat’s own; taken back, nothing is left', () => {
  const hot = withChange({}, { sampling: { temperature: 1.5, topK: 40 } }, defaultChatSettings);
  const both = withChange(hot, { overflow: 'keep-ends', reasoning: { budgetTokens: 9 } }, defaultChatSettings);
  const back = withChange(
    both,
    { sampling: { temperature: 0.7 }, overflow: 'ask', reasoning: { budgetTokens: null } },
    defaultChatSettings,
  );
  expect([hot, both, back]).toEqual([
    { sampling: { temperature: 1.5 } },
    { sampling: { temperature: 1.5 }, overflow: 'keep-ends', reasoning: { budgetTokens: 9 } },
    {},
  ]);
});

test('a preset takes the place of its groups and leaves the others; saved again it is the same', () => {
  const own = { sampling: { temperature: 1.9, stop: ['x'] }, overflow: 'keep-ends' } as const;
  const applied = withPreset(own, builtInPresets.deterministic, defaultChatSettings);
  const effective = effectiveOf(defaultChatSettings, applied);
  expect([applied.overflow, effective.sampling.temperature, effective.sampling.stop]).toEqual(['keep-ends', 0, []]);
  const kept = presetOf(applied, defaultChatSettings);
  expect(withPreset({}, kept, defaultChatSettings)).toEqual(applied);
  expect(withPreset(own, builtInPresets.balanced, defaultChatSettings)).toEqual({ overflow: 'keep-ends' });
});

test('a preset keeps what it said when the defaults change later', () => {
  const kept = presetOf({ sampling: { temperature: 1 } }, defaultChatSettings);
  const others: ChatSettings = { ...defaultChatSettings, sampling: { ...sampling, topK: 5, temperature: 1 } };
  expect(effectiveOf(others, withPreset({}, kept, others)).sampling).toEqual({ ...sampling, temperature: 1 });
});

test('differences are told one by one', () => {
  const to = effectiveOf(defaultChatSettings, {
    sampling: { topP: 0.5, repeat: { ...sampling.repeat, penalty: 1.1 } },
    structure: { kind: 'json' },
  });
  expect(differences(defaultChatSettings, to)).toEqual([
    { path: 'sampling.topP', from: 0.95, to: 0.5 },
    { path: 'sampling.repeat.penalty', from: 1, to: 1.1 },
    { path: 'structure', from: { kind: 'none' }, to: { kind: 'json' } },
  ]);
});

test.each(['\n', ' \t"\\', 'a\\nb', '\\', '</s>', '\u0000'])('%j can be typed on one line', (text) => {
  expect(unescapeText(escapeText(text))).toBe(text);
});

test('a backslash that begins nothing stays one', () => {
  expect(unescapeText('C:\\users \\d')).toBe('C:\\users \\d');
});
