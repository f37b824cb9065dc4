import type { Answer, Round } from '../../../contract/compare.ts';
import type { Contestant } from '../../../contract/contestants.ts';
import { localTime } from '../../exchange/export/file-name.ts';
import { frontMatter, headingText, quoted, trimmedEnd } from '../../exchange/export/markdown-parts.ts';
import type { MarkdownText } from '../../ports/markdown-text.ts';
import { answerFacts } from './answer-facts.ts';
import {
  answerName,
  contestantsOf,
  marksOf,
  stateOf,
  verdictOf,
  type ComparisonContent,
} from './comparison-content.ts';

/** Reading text: facts as front matter, a heading for each prompt and each answer, figures as a list. */
export function* comparisonMarkdown(content: ComparisonContent, markdown: MarkdownText): Generator<string> {
  const { comparison, rounds, exportedAtMs, appVersion } = content;
  const title = comparison.title === '' ? 'Comparison' : comparison.title;
  const contestants = contestantsOf(content);
  yield frontMatter([
    ['title', title],
    ['created', localTime(comparison.createdAtMs)],
    ['mode', comparison.mode],
    ...(comparison.isVeiled ? [] : [['contestants', contestants.map(({ name }) => name)] as const]),
    ['exported', localTime(exportedAtMs)],
    ['generator', `Counterweight ${appVersion}`],
  ]);
  yield `# ${headingText(title)}`;
  if (contestants.length > 0) yield `\n\n## Contestants\n\n${contestants.map(contestantLine).join('\n')}`;
  for (const { name, setup } of contestants) {
    if (setup.systemPrompt.trim() !== '')
      yield `\n\n**System prompt of ${headingText(name)}**\n\n${quoted(setup.systemPrompt)}`;
  }
  for (const [index, round] of rounds.entries()) {
    yield `\n\n## Prompt ${index + 1}\n\n${promptBlocks(round).join('\n\n')}`;
    for (const answer of round.answers) yield `\n\n${answerBlocks(round, answer, content, markdown).join('\n\n')}`;
    yield verdictBlocks(round)
      .map((block) => `\n\n${block}`)
      .join('');
  }
  yield '\n';
}

function contestantLine({ name, modelName, quantization, differences }: Contestant): string {
  const facts = [modelName, quantization, ...differences].map(headingText);
  return `- **${headingText(name)}**: ${facts.join(', ')}`;
}

/** Quoted, so that no open block of it reaches into the answers. */
function promptBlocks({ text, attachments, tags, seed }: Round): readonly string[] {
  const facts = [
    ...attachments.map(({ name }) => `with ${headingText(name)}`),
    ...tags.map((tag) => headingText(`#${tag}`)),
    `seed ${seed}`,
  ];
  return [quoted(text), `*${facts.join(' · ')}*`];
}

function answerBlocks(
  round: Round,
  answer: Answer,
  { options, prices }: ComparisonContent,
  markdown: MarkdownText,
): readonly string[] {
  const { id, text, reasoning } = answer;
  const closing = markdown.closing(text);
  const state = stateOf(answer);
  const facts = [...marksOf(round, answer), ...(options.includesFigures ? answerFacts(answer, prices) : [])];
  return [
    `### ${headingText(answerName(answer))}${round.vote?.bestId === id ? ' ★' : ''}`,
    ...(options.includesReasoning && reasoning.trim() !== '' ? [`> **Thoughts**\n>\n${quoted(reasoning)}`] : []),
    ...(text === '' ? [] : [closing === '' ? trimmedEnd(text) : `${trimmedEnd(text)}\n${closing}`]),
    ...(state === null ? [] : [`*${headingText(state)}.*`]),
    ...(facts.length === 0
      ? []
      : [`*Figures*\n\n${facts.map(([name, value]) => `- ${headingText(name)}: ${headingText(value)}`).join('\n')}`]),
  ];
}

function verdictBlocks(round: Round): readonly string[] {
  const verdict = verdictOf(round);
  const note = round.vote?.note.trim() ?? '';
  return [...(verdict === null ? [] : [`**${headingText(verdict)}**`]), ...(note === '' ? [] : [quoted(note)])];
}
