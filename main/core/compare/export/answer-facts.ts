import { answerCost } from '../../../contract/answer-cost.ts';
import type { AnswerFigures, TextStatistics } from '../../../contract/answer-figures.ts';
import type { ReplyStats } from '../../../contract/chat.ts';
import type { Answer } from '../../../contract/compare.ts';
import type { PriceTable } from '../../../contract/prices.ts';

export type AnswerFact = readonly [name: string, value: string];

/** An answer's figures in words, in one order; what is not known is left out. */
export function answerFacts({ stats, figures, textStatistics }: Answer, prices: PriceTable): readonly AnswerFact[] {
  return [
    ...(stats === null ? [] : speedFacts(stats)),
    ...(figures === null ? [] : machineFacts(figures)),
    ...(stats === null ? [] : costFacts(stats, figures, prices)),
    ...(textStatistics === null ? [] : textFacts(textStatistics)),
  ];
}

function speedFacts(stats: ReplyStats): readonly AnswerFact[] {
  return [
    ['Load time', stats.loadMs === 0 ? 'loaded already' : seconds(stats.loadMs)],
    ...fact('Time to first token', stats.firstTokenMs, seconds),
    ...fact('Prompt', stats.promptTokensPerSecond, perSecond),
    ...fact('Generation', stats.replyTokensPerSecond, perSecond),
    [
      'Prompt tokens',
      `${count(stats.promptTokens)}${stats.reusedTokens > 0 ? `, ${count(stats.reusedTokens)} reused` : ''}`,
    ],
    ['Answer tokens', count(stats.replyTokens)],
    ...fact('Of these thoughts', stats.reasoningTokens, count),
  ];
}

function machineFacts({
  timing,
  memory,
  energy,
  backend,
  threads,
  contextSize,
  seed,
}: AnswerFigures): readonly AnswerFact[] {
  return [
    ['Timing', timing === 'alone' ? 'alone' : 'contended: another model worked or was loaded meanwhile'],
    ...fact('Memory', memory, ({ residentBytes, videoMemoryBytes }) =>
      videoMemoryBytes === 0
        ? bytes(residentBytes)
        : `${bytes(residentBytes)}, and ${bytes(videoMemoryBytes)} on the card`,
    ),
    ...fact(
      'Energy',
      energy,
      ({ joules, sources }) => `${number(joules, 1)} J (${sources.map((one) => wholeOf[one]).join(' and ')})`,
    ),
    ...fact('Computed on', backend, (name) => (name === 'cpu' ? 'processor' : name)),
    ...fact('Threads', threads, count),
    ...fact('Context', contextSize, (size) => `${count(size)} tokens`),
    ...fact('Seed', seed, String),
  ];
}

const wholeOf = { processor: 'whole processor', graphics: 'whole graphics card' } as const;

function costFacts(stats: ReplyStats, figures: AnswerFigures | null, prices: PriceTable): readonly AnswerFact[] {
  const cost = answerCost(stats, figures?.energy ?? null, prices);
  if (cost === null) return [];
  const { price, hosted } = cost;
  const asOf = price.asOf === '' ? '' : `, list price as of ${price.asOf}`;
  return [['Would have cost', `about ${money(hosted, prices.currency)} with ${price.name}${asOf}`]];
}

function textFacts(text: TextStatistics): readonly AnswerFact[] {
  const forms = [
    ['headings', text.headings],
    ['list items', text.listItems],
    ['bold', text.bold],
    ['code blocks', text.codeBlocks],
    ['tables', text.tables],
    ['links', text.links],
  ] as const;
  const used = forms.filter(([, amount]) => amount > 0).map(([name, amount]) => `${name} ${count(amount)}`);
  return [
    [
      'Length',
      [some(text.words, 'word'), some(text.sentences, 'sentence'), some(text.characters, 'character')].join(', '),
    ],
    ...(used.length === 0 ? [] : [['Form', used.join(', ')] as const]),
  ];
}

function fact<T>(name: string, value: T | null, words: (value: T) => string): readonly AnswerFact[] {
  return value === null ? [] : [[name, words(value)]];
}

function number(value: number, digits: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: digits }).format(value);
}

const some = (value: number, what: string): string => `${count(value)} ${what}${value === 1 ? '' : 's'}`;
const count = (value: number): string => number(value, 0);
const seconds = (ms: number): string => `${number(ms / 1000, ms < 10_000 ? 2 : 1)} s`;
const perSecond = (rate: number): string => `${number(rate, 1)} tokens/s`;
const bytes = (value: number): string =>
  value < 2 ** 30 ? `${number(value / 2 ** 20, 0)} MiB` : `${number(value / 2 ** 30, 2)} GiB`;

const twoDigits = { minimumSignificantDigits: 2, maximumSignificantDigits: 2 } as const;

/** Answers cost parts of a cent: two digits that say something. */
function money(amount: number, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency, ...twoDigits }).format(amount);
}
