import type { Words } from '../words.ts';

/** Words of copies of the data: making, listing, restoring. */
export const backupsWords = {
  'backups.title': 'Copies of your data',
  'backups.daily': 'A copy each day',
  'backups.make': 'Make a copy now',
  'backups.daily-why':
    'A copy of everything in the database is made once a day while Counterweight runs, and before each update. It counts once it has been read from end to end. Seven days stay, then one a week for four weeks; those you make stay until you delete them.',
  'backups.making': 'Making a copy',
  'backups.made': 'Copy made: {size:bytes}',
  'backups.trouble': 'The last daily copy was not made',
  'backups.folder': 'Where copies are kept: {size} in all',
  'backups.folder-why':
    'Beside the database, on the same disk: for a disk that fails, copy this folder to another one. Models are not in the copies.',
  'backups.copy-folder': 'Copy the path of the folder',
  'backups.open-folder': 'Open folder',
  'backups.list': 'Copies',
  'backups.none': 'No copy yet. The first one is made within a minute of the start.',
  'backups.show-all': 'Show all {count}',
  'backups.kind-daily': 'Daily',
  'backups.kind-by-hand': 'Made by you',
  'backups.kind-before-update': 'Before an update',
  'backups.kind-before-restore': 'Before a restore',
  'backups.conversations': { one: '{count} conversation', other: '{count} conversations' },
  'backups.messages': { one: '{count} message', other: '{count} messages' },
  'backups.unreadable': 'It cannot be read',
  'backups.restore': 'Restore',
  'backups.restore-of': 'Restore the copy of {when}',
  'backups.remove-of': 'Delete the copy of {when}',
  'backups.restore-title': 'Go back to {when}?',
  'backups.restore-holds':
    'This copy holds {conversations} and {messages}, with the settings and the list of models as they were then.',
  'backups.restore-now':
    'What is here now is kept as a copy first: you can come back to it. Replies under way are stopped. Model files stay as they are.',
  'backups.restore-start': 'Restore this copy',
  'backups.restoring': 'Going back to {when}',
  'backups.restoring-why':
    'The copy is checked and put in place, then Counterweight opens again by itself. Nothing is lost if this is interrupted.',
  'backups.remove-title': 'Delete this copy?',
  'backups.remove-why': 'The copy of {when} is erased. Your conversations stay as they are.',
  'backups.remove-now': 'Delete copy',
  'backups.removed': 'Copy deleted',
} as const satisfies Words;
