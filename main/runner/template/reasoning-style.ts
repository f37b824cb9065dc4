/** How a model marks its thoughts. `channels`: each part of a reply names its channel, as gpt-oss does. */
type Marks = { readonly opening: string; readonly closing: string; readonly isChannels: boolean };
export type ReasoningStyle = Marks & {
  /** Marks stand on lines of their own. */
  readonly hasLineEnds: boolean;
};

/** Of the common families; the first whose marks a model knows is its own. Longer marks before those they contain. */
const styles: readonly Marks[] = [
  { opening: '<|channel|>analysis<|message|>', closing: '<|end|>', isChannels: true },
  tags('<|channel>thought\n', '<channel|>'),
  tags('<|START_THINKING|>', '<|END_THINKING|>'),
  tags('<|begin_of_thought|>', '<|end_of_thought|>'),
  tags('<seed:think>', '</seed:think>'),
  tags('<think>', '</think>'),
  tags('[THINK]', '[/THINK]'),
  tags('<thinking>', '</thinking>'),
  tags('<thought>', '</thought>'),
  tags('<reasoning>', '</reasoning>'),
  tags('◁think▷', '◁/think▷'),
  tags('Here are my reasoning steps:\n', '[BEGIN FINAL RESPONSE]'),
];

function tags(opening: string, closing: string): Marks {
  return { opening, closing, isChannels: false };
}

/**
 * The style whose marks the template writes or reads, or the vocabulary has as tokens. A model that knows none never loses
 * such words from its replies.
 */
export function findReasoningStyle(template: string | null, isToken: (text: string) => boolean): ReasoningStyle | null {
  const marks = styles.find((style) => isInTemplate(style, template) || isInVocabulary(style, isToken));
  return marks === undefined ? null : { ...marks, hasLineEnds: hasLineEnds(marks, template ?? '') };
}

/** What opens thoughts that go on with these words. */
export function openThought({ opening, isChannels, hasLineEnds: breaks }: ReasoningStyle): string {
  return breaks && !isChannels && !opening.endsWith('\n') ? `${opening}\n` : opening;
}

/** What ends thoughts and begins the answer. */
export function closeThought({ closing, isChannels, hasLineEnds: breaks }: ReasoningStyle): string {
  if (isChannels) return `${closing}<|start|>assistant${openAnswer}`;
  return breaks ? `\n${closing}\n\n` : closing;
}

/** Where parts of a reply name their channel: the header of the answer. */
export const openAnswer = '<|channel|>final<|message|>';

/** As the template writes them; the common form where it does not. */
function hasLineEnds({ opening, closing, isChannels }: Marks, template: string): boolean {
  if (isChannels) return false;
  const lineEnds = ['\n', '\\n'];
  if (lineEnds.some((end) => template.includes(opening + end) || template.includes(end + closing))) return true;
  const isWritten = template.includes(opening) || template.includes(closing);
  return !isWritten && closing.startsWith('</');
}

function isInTemplate(style: Marks, template: string | null): boolean {
  if (template === null) return false;
  if (style.isChannels) return template.includes('<|channel|>') && template.includes('analysis');
  // Inside a string of the template, a line end is spelled out.
  const isThere = (mark: string): boolean => template.includes(mark) || template.includes(mark.replace('\n', '\\n'));
  return isThere(style.closing) || isThere(style.opening);
}

function isInVocabulary(style: Marks, isToken: (text: string) => boolean): boolean {
  if (style.isChannels) return isToken('<|channel|>') && isToken('<|message|>');
  return isToken(style.closing) && (isToken(style.opening) || style.opening === '<|channel>thought\n');
}
