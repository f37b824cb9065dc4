import type { Answer, Round } from '../../../contract/compare.ts';
import type { Contestant } from '../../../contract/contestants.ts';
import { escapeHtml, fold, pageClosing, pageOpening, timeOf } from '../../exchange/export/html-parts.ts';
import type { MarkdownText } from '../../ports/markdown-text.ts';
import { answerFacts, type AnswerFact } from './answer-facts.ts';
import {
  answerName,
  contestantsOf,
  marksOf,
  stateOf,
  verdictOf,
  type ComparisonContent,
} from './comparison-content.ts';
import { comparisonStyle } from './comparison-style.ts';

/** One page that reads the same everywhere: no script, nothing from elsewhere, answers side by side. */
export function* comparisonHtml(content: ComparisonContent, markdown: MarkdownText): Generator<string> {
  const { comparison, rounds } = content;
  const title = comparison.title === '' ? 'Comparison' : comparison.title;
  yield pageOpening(title, comparisonStyle);
  yield `<h1 dir="auto">${escapeHtml(title)}</h1>\n<p class="facts">${factsOf(content)}</p>\n`;
  yield contestantTable(contestantsOf(content));
  for (const [index, round] of rounds.entries()) {
    yield `<article class="round">\n<h2>Prompt ${index + 1}</h2>\n${promptOf(round)}\n<div class="answers">\n`;
    for (const answer of round.answers) yield `${answerOf(round, answer, content, markdown)}\n`;
    yield `</div>\n${verdictLines(round)}</article>\n`;
  }
  yield pageClosing(content);
}

function factsOf({ comparison, rounds }: ComparisonContent): string {
  const { source, mode, timing, createdAtMs, isVeiled } = comparison;
  return [
    timeOf(createdAtMs),
    `${rounds.length} ${rounds.length === 1 ? 'prompt' : 'prompts'}`,
    mode === 'blind' ? 'blind' : 'names seen',
    ...(timing === 'fair' ? ['one model at a time'] : []),
    ...(isVeiled ? ['names not revealed yet'] : []),
    ...(source === null ? [] : [`goes on from <bdi>${escapeHtml(source.title)}</bdi>`]),
  ].join(' · ');
}

function contestantTable(contestants: readonly Contestant[]): string {
  if (contestants.length === 0) return '';
  const hasDifferences = contestants.some(({ differences }) => differences.length > 0);
  const heads = ['Name', 'Model', 'Quantization', ...(hasDifferences ? ['Differs in'] : [])];
  const rows = contestants.map(({ name, modelName, quantization, differences }) => {
    const cells = [name, modelName, quantization, ...(hasDifferences ? [differences.join(', ')] : [])];
    return `<tr>${cells.map((cell) => `<td dir="auto">${escapeHtml(cell)}</td>`).join('')}</tr>`;
  });
  const prompts = contestants
    .filter(({ setup }) => setup.systemPrompt.trim() !== '')
    .map(({ name, setup }) =>
      fold(`System prompt of ${name}`, `<p class="plain" dir="auto">${escapeHtml(setup.systemPrompt)}</p>`),
    );
  return [
    '<section class="who">',
    '<h2>Contestants</h2>',
    `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table>`,
    ...prompts,
    '</section>\n',
  ].join('\n');
}

function promptOf({ text, attachments, tags, seed }: Round): string {
  const facts = [
    ...attachments.map(({ name }) => `with <bdi>${escapeHtml(name)}</bdi>`),
    ...tags.map((tag) => `<bdi>#${escapeHtml(tag)}</bdi>`),
    `seed ${seed}`,
  ];
  return [
    '<section class="message user">',
    `<div class="text" dir="auto"><p class="plain">${escapeHtml(text)}</p></div>`,
    `<p class="note">${facts.join(' · ')}</p>`,
    '</section>',
  ].join('\n');
}

function answerOf(round: Round, answer: Answer, content: ComparisonContent, markdown: MarkdownText): string {
  const { options, prices } = content;
  const { id, text, reasoning } = answer;
  const isBest = round.vote?.bestId === id;
  const state = stateOf(answer);
  const facts = [...marksOf(round, answer), ...(options.includesFigures ? answerFacts(answer, prices) : [])];
  return [
    `<section class="answer${isBest ? ' best' : ''}">`,
    `<h3><bdi>${escapeHtml(answerName(answer))}</bdi>${isBest ? ' <span class="mark">★ best</span>' : ''}</h3>`,
    ...(options.includesReasoning && reasoning.trim() !== ''
      ? [fold('Thoughts', `<p class="plain" dir="auto">${escapeHtml(reasoning)}</p>`)]
      : []),
    ...(text === '' ? [] : [`<div class="text" dir="auto">${markdown.toHtml(text)}</div>`]),
    ...(state === null ? [] : [`<p class="note">${escapeHtml(state)}.</p>`]),
    ...(facts.length === 0 ? [] : [factList(facts)]),
    '</section>',
  ].join('\n');
}

function factList(facts: readonly AnswerFact[]): string {
  const items = facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>\n${items.join('\n')}\n</dl>`;
}

function verdictLines(round: Round): string {
  const verdict = verdictOf(round);
  const note = round.vote?.note.trim() ?? '';
  return [
    ...(verdict === null ? [] : [`<p class="verdict"><bdi>${escapeHtml(verdict)}</bdi></p>\n`]),
    ...(note === '' ? [] : [`<p class="plain" dir="auto">${escapeHtml(note)}</p>\n`]),
  ].join('');
}
