import { answerCost } from '../../../../main/contract/answer-cost.ts';
import type { AnswerFigures, TextStatistics } from '../../../../main/contract/answer-figures.ts';
import type { ReplyStats } from '../../../../main/contract/chat.ts';
import type { Answer } from '../../../../main/contract/compare.ts';
import type { PriceTable } from '../../../../main/contract/prices.ts';
import { formatMoney } from '../../../i18n/format-money.ts';
import { formatDuration, formatMemory, formatNumber, formatRate } from '../../../i18n/format.ts';
import { t, type PlainWordKey } from '../../../i18n/translate.ts';

type Measured = Pick<Answer, 'stats' | 'figures' | 'textStatistics'>;

export type FigureRow = {
  readonly label: PlainWordKey;
  /** By answer; null where it is not known. */
  readonly values: readonly (string | null)[];
};
export type FigureGroup = { readonly label: PlainWordKey; readonly rows: readonly FigureRow[] };

/** The figures of answers side by side; rows that nobody has a value for are left out, and groups without rows. */
export function figureGroups(answers: readonly Measured[], prices: PriceTable | null): readonly FigureGroup[] {
  const row = (label: PlainWordKey, value: (answer: Measured) => string | null): FigureRow => ({
    label,
    values: answers.map(value),
  });
  const groups: readonly FigureGroup[] = [
    { label: 'figures.group-speed', rows: speedRows.map(([label, value]) => row(label, ofStats(value))) },
    { label: 'figures.group-computer', rows: computerRows.map(([label, value]) => row(label, ofFigures(value))) },
    {
      label: 'figures.group-cost',
      rows: prices === null ? [] : costRows(prices).map(([label, value]) => row(label, value)),
    },
    { label: 'figures.group-text', rows: textRows.map(([label, key]) => row(label, ofText(key))) },
  ];
  return groups
    .map((group) => ({ ...group, rows: group.rows.filter(({ values }) => values.some((value) => value !== null)) }))
    .filter(({ rows }) => rows.length > 0);
}

type StatsValue = (stats: ReplyStats) => string | null;
type FiguresValue = (figures: AnswerFigures) => string | null;

const ofStats = (value: StatsValue) => (answer: Measured) => (answer.stats === null ? null : value(answer.stats));
const ofFigures = (value: FiguresValue) => (answer: Measured) =>
  answer.figures === null ? null : value(answer.figures);
const ofText = (key: keyof TextStatistics) => (answer: Measured) =>
  answer.textStatistics === null ? null : formatNumber(answer.textStatistics[key]);

const some = <T>(value: T | null, format: (value: T) => string): string | null =>
  value === null ? null : format(value);

const speedRows: readonly (readonly [PlainWordKey, StatsValue])[] = [
  ['figures.load', ({ loadMs }) => (loadMs === 0 ? t('figures.load-none') : formatDuration(loadMs))],
  ['figures.first-token', ({ firstTokenMs }) => some(firstTokenMs, formatDuration)],
  ['figures.prompt-rate', ({ promptTokensPerSecond }) => some(promptTokensPerSecond, formatRate)],
  ['figures.reply-rate', ({ replyTokensPerSecond }) => some(replyTokensPerSecond, formatRate)],
  ['figures.prompt-tokens', promptTokensOf],
  ['figures.reply-tokens', ({ replyTokens }) => formatNumber(replyTokens)],
  ['figures.thought-tokens', ({ reasoningTokens }) => some(reasoningTokens, formatNumber)],
];

function promptTokensOf({ promptTokens, reusedTokens }: ReplyStats): string {
  return reusedTokens === 0
    ? formatNumber(promptTokens)
    : t('figures.prompt-reused', { count: promptTokens, reused: reusedTokens });
}

const backendNames = { cuda: 'CUDA', vulkan: 'Vulkan', metal: 'Metal' } as const;

const computerRows: readonly (readonly [PlainWordKey, FiguresValue])[] = [
  ['figures.timing', ({ timing }) => t(timing === 'alone' ? 'figures.timing-alone' : 'figures.contended')],
  ['figures.memory', ({ memory }) => some(memory, memoryWords)],
  [
    'figures.energy',
    ({ energy }) => some(energy, ({ joules }) => t('figures.energy-value', { joules: rounded(joules) })),
  ],
  [
    'figures.backend',
    ({ backend }) => some(backend, (name) => (name === 'cpu' ? t('figures.backend-cpu') : backendNames[name])),
  ],
  ['figures.threads', ({ threads }) => some(threads, formatNumber)],
  ['figures.context', ({ contextSize }) => some(contextSize, (count) => t('figures.context-value', { count }))],
  ['figures.seed', ({ seed }) => some(seed, String)],
];

function memoryWords({ residentBytes, videoMemoryBytes }: NonNullable<AnswerFigures['memory']>): string {
  return videoMemoryBytes === 0
    ? formatMemory(residentBytes)
    : t('figures.memory-both', { memory: residentBytes, video: videoMemoryBytes });
}

/** Tenths say nothing of hundreds. */
function rounded(joules: number): number {
  return joules < 100 ? Math.round(joules * 10) / 10 : Math.round(joules);
}

function costRows(prices: PriceTable): readonly (readonly [PlainWordKey, (answer: Measured) => string | null])[] {
  const cost = ({ stats, figures }: Measured) =>
    stats === null ? null : answerCost(stats, figures?.energy ?? null, prices);
  const money = (amount: number): string => formatMoney(amount, prices.currency);
  return [
    ['figures.hosted', (answer) => some(cost(answer), ({ hosted }) => money(hosted))],
    ['figures.electricity', (answer) => some(cost(answer)?.electricity ?? null, money)],
    ['figures.break-even', (answer) => some(cost(answer)?.breakEven ?? null, breakEvenWords)],
  ];
}

function breakEvenWords(answers: number | 'never'): string {
  return answers === 'never' ? t('figures.break-even-never') : t('figures.break-even-after', { count: answers });
}

const textRows: readonly (readonly [PlainWordKey, keyof TextStatistics])[] = [
  ['figures.words', 'words'],
  ['figures.sentences', 'sentences'],
  ['figures.characters', 'characters'],
  ['figures.paragraphs', 'paragraphs'],
  ['figures.headings', 'headings'],
  ['figures.list-items', 'listItems'],
  ['figures.bold', 'bold'],
  ['figures.code-blocks', 'codeBlocks'],
  ['figures.tables', 'tables'],
  ['figures.links', 'links'],
];
