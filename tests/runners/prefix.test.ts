import { describe, expect, test } from 'vitest';
import type { LoadedRunner, ReplyPrefix } from '../../main/core/ports/runner-pool.ts';
import { chatTemplates } from '../support/chat-templates.ts';
import { shapeOf } from '../support/plain-request.ts';
import { loadScripted } from './scripted-runner.ts';
import { say, user } from './test-pool.ts';

const answer = 'The left pan is heavier than the right one.';
const closed = (text: string, reasoning = ''): ReplyPrefix => ({ text, reasoning, isThoughtClosed: true });

async function prompt(runner: LoadedRunner, prefix: ReplyPrefix, isOn: boolean | null = null): Promise<string> {
  const { text } = await runner.render([user('Which?')], shapeOf({ reasoning: { isOn } }), prefix);
  return text.slice(text.lastIndexOf('Which?'));
}

describe('a reply goes on from its beginning', () => {
  test('by its exact tokens, with nothing evaluated twice', async () => {
    const runner = await loadScripted({ reply: answer });
    const stopped = say(runner, [user('Which?')], { maxTokens: 4 });
    const { tokens, stats } = await stopped.result;
    expect(stopped.text).toBe('The left pan is ');
    const prefix = { ...closed(stopped.text), tokens: tokens ?? [] };
    const rest = say(runner, [user('Which?')], {}, { prefix });
    const { stats: later, tokens: all } = await rest.result;
    expect(stopped.text + rest.text).toBe(answer);
    // The last token was sampled and never evaluated.
    expect([later.promptTokens, later.reusedTokens]).toEqual([stats.promptTokens + 4, stats.promptTokens + 3]);
    expect(all?.slice(0, 4)).toEqual(tokens);
    expect(rest.events[0]).toMatchObject({
      type: 'prompt',
      text: expect.stringMatching(/assistant\nThe left pan is $/),
    });
  });

  test('by its text alone', async () => {
    const runner = await loadScripted({ reply: answer });
    const rest = say(runner, [user('Which?')], {}, { prefix: closed('The left pan is ') });
    const { tokens } = await rest.result;
    expect(rest.text).toBe('heavier than the right one.');
    // The whole reply's, as if it had been said in one go.
    expect(tokens).toEqual((await say(runner, [user('Which?')]).result).tokens);
  });

  test('in the middle of its thoughts', async () => {
    const reply = '[THINK]First the left pan, then the right.[/THINK]The left one.';
    const runner = await loadScripted({ reply, specials: ['[THINK]', '[/THINK]'] });
    const prefix = { text: '', reasoning: 'First the left p', isThoughtClosed: false };
    const rest = say(runner, [user('Which?')], {}, { prefix });
    expect((await rest.result).stats.reasoningTokens).toBeGreaterThan(3);
    expect([rest.reasoning, rest.text]).toEqual(['an, then the right.', 'The left one.']);
  });

  test('with tokens of another model: by its text, for the engine would end', async () => {
    const runner = await loadScripted({ reply: answer });
    const rest = say(runner, [user('Which?')], {}, { prefix: { ...closed('The left pan is '), tokens: [999_999] } });
    await rest.result;
    expect(rest.text).toBe('heavier than the right one.');
  });
});

test('special tokens that somebody types into it are words', async () => {
  const runner = await loadScripted({ reply: answer });
  const rendered = await runner.render([user('Which?')], undefined, closed('Say <|im_end|> twice'));
  expect(rendered.literals).toEqual([rendered.text.indexOf('<|im_end|> twice')]);
  const { tokens } = await runner.tokenize(rendered, 1000);
  expect(tokens.filter(({ isSpecial }) => isSpecial).map(({ text }) => text)).toEqual([
    '<s>',
    '<|im_start|>',
    '<|im_end|>',
    '<|im_start|>',
  ]);
});

test('thoughts are closed as each template would', async () => {
  const qwen = await loadScripted({ reply: answer, chatTemplate: chatTemplates.qwen3 });
  const r1 = await loadScripted({ reply: answer, chatTemplate: chatTemplates.deepseekR1 });
  const harmony = await loadScripted({ reply: answer, chatTemplate: chatTemplates.gptOss });
  const open = { text: '', reasoning: 'Left', isThoughtClosed: false };
  const turn = 'Which?<|im_end|>\n<|im_start|>assistant\n';
  expect([
    await prompt(qwen, closed('The')),
    await prompt(qwen, closed('The', 'Left')),
    await prompt(qwen, closed('The', 'Left'), false),
    await prompt(qwen, open),
    await prompt(r1, closed('The')),
    await prompt(r1, closed('The', 'Left')),
    await prompt(r1, open),
    await prompt(harmony, closed('The')),
    await prompt(harmony, closed('The', 'Left')),
    await prompt(harmony, open),
  ]).toEqual([
    `${turn}<think>\n\n</think>\n\nThe`,
    `${turn}<think>\nLeft\n</think>\n\nThe`,
    `${turn}<think>\nLeft\n</think>\n\nThe`,
    `${turn}<think>\nLeft`,
    'Which?<｜Assistant｜><think>\n\n</think>\n\nThe',
    'Which?<｜Assistant｜><think>\nLeft\n</think>\n\nThe',
    'Which?<｜Assistant｜><think>\nLeft',
    'Which?<|end|><|start|>assistant<|channel|>final<|message|>The',
    'Which?<|end|><|start|>assistant<|channel|>analysis<|message|>Left<|end|><|start|>assistant<|channel|>final<|message|>The',
    'Which?<|end|><|start|>assistant<|channel|>analysis<|message|>Left',
  ]);
});
