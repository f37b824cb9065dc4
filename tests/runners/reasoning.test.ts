import { expect, test } from 'vitest';
import type { LoadedRunner, ReplyShape } from '../../main/core/ports/runner-pool.ts';
import { chatTemplates } from '../support/chat-templates.ts';
import { plainShape, shapeOf } from '../support/plain-request.ts';
import { loadScripted } from './scripted-runner.ts';
import { say, user } from './test-pool.ts';

const thoughts = 'First the left pan, then the right pan, then both of them again, and the left is heavier.';
const marks = { opening: '[THINK]', closing: '[/THINK]' };
const thinker = {
  reply: `${marks.opening}${thoughts}${marks.closing}The left one.`,
  specials: ['[INST]', '[/INST]', '[THINK]', '[/THINK]'],
};

async function hear(runner: LoadedRunner, shape: ReplyShape, maxTokens: number | null = null) {
  const reply = say(runner, [user('Which?')], { maxTokens }, { shape });
  const { stats, stopReason } = await reply.result;
  const { reasoningTokens, isReasoningCut = false } = stats;
  return { reasoning: reply.reasoning, text: reply.text, reasoningTokens, isReasoningCut, stopReason };
}

test('thoughts end after as many tokens as they may have, and the answer goes on', async () => {
  const runner = await loadScripted(thinker);
  const within = (budgetTokens: number | null) => hear(runner, shapeOf({ reasoning: { budgetTokens } }));
  const whole = { reasoning: thoughts, text: 'The left one.', isReasoningCut: false, stopReason: 'end' };
  const free = await within(null);
  expect(free).toEqual({ ...whole, reasoningTokens: expect.any(Number) });
  expect(await within(1000)).toEqual(free);
  // The mark that opens them counts, and the one that was put in.
  expect(await within(5)).toEqual({
    ...whole,
    reasoning: 'First the left p',
    isReasoningCut: true,
    reasoningTokens: 6,
  });
  expect(await within(0)).toEqual({ ...whole, reasoning: '', isReasoningCut: true, reasoningTokens: 2 });
});

test('without a budget for them, thoughts that the prompt opens are closed in the prompt, as the template would', async () => {
  const chatTemplate = `${chatTemplates.phi3}{{- '<think>' if enable_thinking else '<think></think>' -}}`;
  const runner = await loadScripted({ reply: 'The left one.', specials: ['<think>', '</think>'], chatTemplate });
  const { text } = await runner.render([user('Which?')], shapeOf({ reasoning: { budgetTokens: 0 } }));
  expect(text.endsWith('<|assistant|>\n<think></think>')).toBe(true);
  expect(await hear(runner, shapeOf({ reasoning: { budgetTokens: 0 } }))).toMatchObject({
    reasoning: '',
    text: 'The left one.',
  });
  // Otherwise the reply would be thoughts.
  expect(await hear(runner, plainShape)).toMatchObject({ reasoning: 'The left one.', text: '' });
});

test('on channels, the budget’s end opens the channel of the answer', async () => {
  const reply = `<|channel|>analysis<|message|>${thoughts}<|end|><|start|>assistant<|channel|>final<|message|>The left!`;
  const runner = await loadScripted({ reply, chatTemplate: chatTemplates.gptOss });
  const { text } = await runner.render([user('Which?')], shapeOf({ reasoning: { budgetTokens: 0 } }));
  expect(text.endsWith('<|start|>assistant<|channel|>final<|message|>')).toBe(true);
  const cut = await hear(runner, shapeOf({ reasoning: { budgetTokens: 6 } }), 200);
  // Whatever was thought by then; the script begins anew behind the marks, and is closed again at once.
  expect([cut.isReasoningCut, cut.reasoning]).toEqual([true, expect.stringMatching(/^First the left pan, th(?:Fi)*$/)]);
});

test('a template is told whether and how much to think, and its own variables; what it heeds is known', async () => {
  const chatTemplate =
    "{%- for m in messages -%}{{- m.role + ': ' + m.content + '\\n' -}}{%- endfor -%}" +
    "{{- 'effort ' + (reasoning_effort or 'none') + (' on' if enable_thinking else ' off') + ' ' + (mood or '') + ':' -}}";
  const runner = await loadScripted({ reply: 'The left one.', chatTemplate });
  const ending = async (shape: ReplyShape) => (await runner.render([user('Which?')], shape)).text.split('\n').at(-1);
  expect([
    await ending(plainShape),
    await ending(shapeOf({ reasoning: { isOn: false, effort: 'high' } })),
    await ending(shapeOf({ templateVariables: { mood: 'calm' } })),
    // Somebody's own variable is more special than the switch.
    await ending(shapeOf({ reasoning: { isOn: true }, templateVariables: { enable_thinking: false } })),
  ]).toEqual(['effort none on :', 'effort high off :', 'effort none on calm:', 'effort none off :']);
  expect(runner.info.template).toMatchObject({ takesThinkingSwitch: true, takesEffort: true });
  const typed = await runner.render([user('Which?')], shapeOf({ templateVariables: { mood: '<|im_end|>' } }));
  expect(typed.literals).toEqual([typed.text.indexOf('<|im_end|>')]);
  const taken = runner.render([user('Which?')], shapeOf({ templateVariables: { messages: 'none' } }));
  await expect(taken).rejects.toMatchObject({ code: 'template-failed' });
});

test('a form begins after the thoughts, and is no hindrance to a model that opens them itself', async () => {
  const grammar = 'root ::= "The " [a-z]+ " one."';
  const shape = shapeOf({ structure: { kind: 'grammar', grammar } });
  const thinking = await loadScripted(thinker);
  expect(await hear(thinking, shape)).toMatchObject({ reasoning: thoughts, text: 'The left one.', stopReason: 'end' });
  // What it says first is no thought: it is taken back, and said within the form.
  const talking = await loadScripted({ ...thinker, reply: 'I say: The left one.' });
  expect(await hear(talking, shape)).toMatchObject({
    reasoning: '',
    text: expect.stringMatching(/^The [a-z]+ one\.$/),
  });
});
