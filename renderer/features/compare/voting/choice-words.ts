import { t } from '../../../i18n/translate.ts';
import type { VoteChoice } from '../../../state/compare/voting/vote-choices.ts';

/** What the button of an answer says to a screen reader. */
export function bestWords({ letter, name }: VoteChoice): string {
  if (name === null) return t('voting.best-letter', { letter: letter ?? '' });
  return letter === null ? t('voting.best-name', { name }) : t('voting.best-both', { letter, name });
}

/** What an answer is called beside others: its letter, or its name. */
export function shortWords({ letter, name }: VoteChoice): string {
  return letter ?? name ?? '';
}

/** `A is …, B is …`. */
export function answerWords(choices: readonly VoteChoice[]): string {
  return choices
    .map(({ letter, name }) => t('voting.revealed-one', { letter: letter ?? '', name: name ?? '' }))
    .join(', ');
}
