import type { Answer } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { answerLetter } from '../../../state/compare/round-cells.ts';

/** What a screen reader calls an answer. */
export function answerName({ contestant, place }: Pick<Answer, 'contestant' | 'place'>, isBlind: boolean): string {
  const letter = answerLetter(place);
  if (contestant === null) return t('compare.answer-letter', { letter });
  const { name } = contestant;
  return isBlind ? t('compare.answer-revealed', { letter, name }) : t('compare.answer-of', { name });
}
