import type { Backup } from '../../../../main/contract/backups.ts';
import { t } from '../../../i18n/translate.ts';

/** What a copy holds, as pieces of a line. */
export function holdsWords(holds: Backup['holds']): readonly string[] {
  if (holds === null) return [t('backups.unreadable')];
  return [t('backups.conversations', { count: holds.conversations }), t('backups.messages', { count: holds.messages })];
}
