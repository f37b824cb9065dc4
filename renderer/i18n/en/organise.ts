import type { Words } from '../words.ts';

/** Words of projects, tags, the archive and automatic titles. */
export const organiseWords = {
  'chat.group-archived': 'Archived',

  'organise.list-menu': 'What the list shows',
  'organise.view-listed': 'Conversations',
  'organise.view-archive': 'Archive',
  'organise.view-empty': 'No conversation has this tag.',
  'organise.archive-view-empty': 'No archived conversation has this tag.',
  'organise.archive-empty': 'Nothing is archived. What you archive leaves the list and is still found by search.',
  'organise.narrowed-by': 'The list is narrowed',
  'organise.show-without': 'Show all again, not only {label}',

  'organise.retitle': 'Suggest a title',
  'organise.no-title': 'The model did not come up with a title.',
  'organise.move': 'Move to project…',
  'organise.tags-menu': 'Tags…',
  'organise.archive': 'Archive',
  'organise.unarchive': 'Take out of the archive',
  'organise.select': 'Select',
  'organise.select-several': 'Select several…',

  'organise.bulk': 'With the selected conversations',
  'organise.selected': '{count} selected',
  'organise.select-all': 'All',
  'organise.end-selection': 'End selecting',

  'organise.deleted-several': { one: 'Deleted {count} conversation', other: 'Deleted {count} conversations' },
  'organise.archived-notice': 'Archived “{title}”',
  'organise.archived-several': { one: 'Archived {count} conversation', other: 'Archived {count} conversations' },
  'organise.unarchived-notice': '“{title}” is in the list again',
  'organise.unarchived-several': {
    one: '{count} conversation is in the list again',
    other: '{count} conversations are in the list again',
  },
  'organise.moved-notice': 'Moved to {name}',
  'organise.unfiled-notice': 'Taken out of the project',

  'organise.project-count': { one: '{count} conversation', other: '{count} conversations' },
  'organise.project-menu': 'More for the project {name}',
  'organise.new-chat-here': 'New chat in this project',
  'organise.edit-project': 'Edit project…',
  'organise.delete-project': 'Delete project',
  'organise.project-deleted': 'Deleted the project {name}. Its conversations stay.',

  'organise.new-project': 'New project…',
  'organise.new-project-title': 'New project',
  'organise.edit-project-title': 'Edit project',
  'organise.project-name': 'Name',
  'organise.project-prompt': 'System prompt',
  'organise.project-prompt-hint':
    'Conversations in this project follow it unless they have their own. Variables such as {example} are filled in.',
  'organise.create-project': 'Create',
  'organise.save-project': 'Save',
  'organise.cancel': 'Cancel',

  'organise.move-title': 'Move to project',
  'organise.move-several-title': { one: 'Move {count} conversation', other: 'Move {count} conversations' },
  'organise.projects': 'Projects',
  'organise.no-project': 'No project',
  'organise.done': 'Done',

  'organise.tags-title': 'Tags',
  'organise.tags-several-title': { one: 'Tags of {count} conversation', other: 'Tags of {count} conversations' },
  'organise.no-tags': 'No tags yet. Give the first one a name.',
  'organise.tags-in-use': 'Tags in use',

  'organise.in-project': 'In the project {name}',
  'organise.more-tags': '+{count}',
  'organise.tagged': 'Tags: {tags}',
  'organise.begin-outside': 'Begin it outside the project',
  'organise.begins-in': 'This chat goes into the project {name}.',

  'settings.titles': 'Titles by the model',
  'settings.titles-why':
    'After the first reply, the model that wrote it may name the conversation. It never loads for this and gives way as soon as you write.',
  'settings.titles-on': 'On',
  'settings.titles-off': 'Off',
} as const satisfies Words;
