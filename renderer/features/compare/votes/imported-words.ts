import type { VoteLeftOut, VotesExported, VotesImported } from '../../../../main/contract/votes.ts';
import { t } from '../../../i18n/translate.ts';

/** What an import did, in one line. */
export function importedWords({ fileName, added, known, incomplete }: VotesImported): string {
  return [
    t('votes.imported-done', { count: added, name: fileName }),
    ...(known === 0 ? [] : [t('votes.imported-known', { count: known })]),
    ...(incomplete === 0 ? [] : [t('votes.imported-incomplete', { count: incomplete })]),
  ].join(' · ');
}

/** What an export holds, and what it does not. */
export function exportedWords({ fileName, votes, leftOut }: VotesExported): string {
  if (leftOut.length === 0) return t('votes.exported', { name: fileName, count: votes });
  const reasons = leftOut.map(leftOutWords).join(', ');
  return t('votes.exported-left-out', { name: fileName, count: votes, reasons });
}

function leftOutWords({ reason, count }: VoteLeftOut): string {
  return t(`votes.left-${reason}`, { count });
}
