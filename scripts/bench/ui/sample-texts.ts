import { seededRandom } from '../../../tests/support/gguf/seeded-random.ts';

const nouns =
  'weight scale model token layer prompt answer context memory sample figure letter garden river window'.split(' ');
const verbs = 'holds measures answers reads keeps carries shows follows begins turns weighs counts'.split(' ');
const others = 'slowly often rarely twice again quietly enough before after without beside under'.split(' ');

type Random = () => number;

function pick(random: Random, words: readonly string[]): string {
  return words[Math.floor(random() * words.length)] ?? '';
}

function sentence(random: Random): string {
  const parts = Array.from(
    { length: 2 + Math.floor(random() * 4) },
    () => `the ${pick(random, nouns)} ${pick(random, verbs)} ${pick(random, others)}`,
  );
  const text = parts.join(', and ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function paragraph(random: Random): string {
  return Array.from({ length: 2 + Math.floor(random() * 5) }, () => sentence(random)).join(' ');
}

function code(random: Random): string {
  const lines = Array.from(
    { length: 6 + Math.floor(random() * 12) },
    (_, line) =>
      `  const ${pick(random, nouns)}${line} = ${pick(random, verbs)}(${pick(random, nouns)}, ${Math.floor(random() * 1_000)}); // ${pick(random, others)}`,
  );
  return ['```ts', `function ${pick(random, verbs)}() {`, ...lines, '}', '```'].join('\n');
}

function list(random: Random): string {
  return Array.from(
    { length: 3 + Math.floor(random() * 5) },
    (_, index) => `${index + 1}. **${pick(random, nouns)}**: ${sentence(random)}`,
  ).join('\n');
}

function table(random: Random): string {
  const rows = Array.from(
    { length: 3 + Math.floor(random() * 4) },
    () => `| ${pick(random, nouns)} | ${Math.floor(random() * 9_999)} | ${pick(random, others)} |`,
  );
  return ['| name | figure | how |', '| --- | ---: | :-- |', ...rows].join('\n');
}

/** Markdown as models write it: mostly prose, with headings, lists, code, tables and formulas. */
export function sampleReply(random: Random, blocks: number): string {
  const parts = Array.from({ length: blocks }, () => {
    const draw = random();
    if (draw < 0.55) return paragraph(random);
    if (draw < 0.65) return `## ${sentence(random).slice(0, -1)}`;
    if (draw < 0.8) return list(random);
    if (draw < 0.9) return code(random);
    if (draw < 0.95) return table(random);
    return `It is $x_{${Math.floor(random() * 9)}} = \\frac{a}{${1 + Math.floor(random() * 99)}}$ at most. ${sentence(random)}`;
  });
  return `${parts.join('\n\n')}\n\n`;
}

/** A history of very different heights: a line, a page, now and then a long answer. A person and a model in turn. */
export function sampleHistory(count: number, seed: number): readonly string[] {
  const { next: random } = seededRandom(seed);
  return Array.from({ length: count }, (_, place) => {
    if (place % 2 === 0) return `Question ${place}: ${random() < 0.1 ? paragraph(random) : sentence(random)}`;
    const blocks = random() < 0.7 ? 1 + Math.floor(random() * 4) : 6 + Math.floor(random() * 12);
    return `Answer ${place}.\n\n${sampleReply(random, blocks)}`;
  });
}
