import type { ErrorWords } from '../error-words.ts';

/** Failures of what hangs on a chat: forms of replies, files, summaries, copies. */
export const chatErrorWords = {
  'grammar-invalid': {
    title: 'The grammar does not work',
    explanation: 'llama.cpp cannot read it: {detail}.',
    nextStep: 'Correct the grammar in the chat’s settings, or choose another form for replies.',
  },
  'schema-invalid': {
    title: 'The JSON schema does not work',
    explanation: 'No reply can be held to it: {detail}.',
    nextStep: 'Correct the schema in the chat’s settings, or choose another form for replies.',
  },
  'attachment-not-text': {
    title: 'This is not a text file',
    explanation: '{name} is not text that a model here could read. Images and sound are not supported yet.',
    nextStep: 'Attach text, Markdown or code, or paste the words themselves.',
  },
  'attachment-too-large': {
    title: 'This file is too large to attach whole',
    explanation: '{name} has {sizeBytes}; up to {limitBytes} can be sent with a message.',
    nextStep: 'Attach the part that matters.',
  },
  'attachments-too-many': {
    title: 'No more files fit on this message',
    explanation: 'A message takes up to {limit} files.',
    nextStep: 'Remove one that is not needed, or send the others with the next message.',
  },
  'backup-damaged': {
    title: 'This copy cannot be restored',
    explanation: '{name} is damaged. Nothing was changed.',
    nextStep: 'Choose another copy.',
  },
  'backup-failed': {
    title: 'No copy was made',
    explanation: 'Writing {path} failed: {detail}.',
    nextStep: 'Free space on that disk, then try again.',
  },
  'summary-failed': {
    title: 'No summary was made',
    explanation: 'The model gave nothing to keep: {detail}. The conversation is as it was.',
    nextStep: 'Try again, perhaps with another model, or choose another way in the chat’s settings.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
