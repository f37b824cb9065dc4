import { seededRandom } from '../../../tests/support/gguf/seeded-random.ts';

const nouns =
  'weight scale model token layer prompt answer context memory sample figure letter garden river window'.split(' ');
const verbs = 'holds measures answers reads keeps carries shows follows begins turns weighs counts'.split(' ');
const others = 'slowly often rarely twice again quietly enough before after without beside under'.split(' ');

type Random = () => number;

function pick<T>(random: Random, among: readonly T[]): T {
  const one = among[Math.floor(random() * among.length)];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
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

function heading(random: Random): string {
  return `## ${sentence(random).slice(0, -1)}`;
}

function formulas(random: Random): string {
  return `It is $x_{${Math.floor(random() * 9)}} = \\frac{a}{${1 + Math.floor(random() * 99)}}$ at most. ${sentence(random)}`;
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

const kinds: readonly ((random: Random) => string)[] = [
  paragraph,
  heading,
  paragraph,
  list,
  paragraph,
  code,
  formulas,
  table,
];

/** Markdown as models write it, of every kind once: prose, a heading, a list, code, formulas and a table. */
export function sampleOfEveryKind(seed: number): string {
  const { next } = seededRandom(seed);
  return `${kinds.map((kind) => kind(next)).join('\n\n')}\n\n`;
}

function sampleReply(random: Random, blocks: number): string {
  return Array.from({ length: blocks }, () => (random() < 0.5 ? paragraph(random) : pick(random, kinds)(random))).join(
    '\n\n',
  );
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
