import type { ErrorWords } from '../error-words.ts';

/** Failures of exports and imports. */
export const exchangeErrorWords = {
  'import-unknown': {
    title: 'No known format',
    explanation: '{name} is neither an export of Counterweight nor one of ChatGPT or LM Studio.',
    nextStep: 'Choose the conversations file of one of these apps, such as conversations.json.',
  },
  'import-damaged': {
    title: 'The file is damaged',
    explanation: '{name} cannot be read: {detail}. Nothing was imported.',
    nextStep: 'Export it again where it comes from.',
  },
  'import-newer': {
    title: 'The file is from a newer Counterweight',
    explanation: '{name} was written by a newer version. This one would not read it rightly, so nothing was imported.',
    nextStep: 'Update Counterweight, then import it again.',
  },
  'import-too-large': {
    title: 'The file is too large',
    explanation: '{name} holds {sizeBytes}; at most {limitBytes} are taken.',
    nextStep: 'Ask the other app for a smaller export, or import the files one by one.',
  },
  'votes-foreign': {
    title: 'Not votes of Counterweight',
    explanation: '{name} does not tell which contestants answered, so nothing can be learned about them from it.',
    nextStep: 'Choose a CSV, DPO or KTO file that Counterweight exported.',
  },
  'votes-malformed': {
    title: 'The votes cannot be read',
    explanation: 'Line {line} of {name}: {detail}. Nothing was imported.',
    nextStep: 'Correct that line, or export the votes again where they come from.',
  },
  'export-failed': {
    title: 'The export was not written',
    explanation: 'Writing {path} failed: {detail}.',
    nextStep: 'Choose another folder and try again. Your conversations are as they were.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
