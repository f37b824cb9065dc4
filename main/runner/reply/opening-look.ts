import type { ReasoningStyle } from '../template/reasoning-style.ts';

/** What the first words of a reply are, as far as they are there. */
export type Opening = 'thought' | 'answer' | 'undecided';

/**
 * A form is for the answer alone, so a model that opens its thoughts by itself must be let to do so. Whether it does is seen
 * from its first tokens, chosen without the form.
 */
export function lookAtOpening(text: string, { opening }: Pick<ReasoningStyle, 'opening'>): Opening {
  const begun = text.trimStart();
  const mark = opening.trimEnd();
  if (begun.startsWith(mark)) return 'thought';
  return mark.startsWith(begun) ? 'undecided' : 'answer';
}
