import type { ErrorWords } from '../error-words.ts';

/** Failures of loading a model, of adapters and of the library's files. */
export const modelErrorWords = {
  'runner-out-of-memory': {
    title: 'The model ran out of memory',
    explanation: 'Its process ended while {phase} because no more memory could be had: {detail}.',
    nextStep: 'Load it with safer settings, or close other programs first.',
  },
  'model-not-loaded': {
    title: 'The model is not loaded',
    explanation: 'Only a model that is loaded can do this.',
    nextStep: 'Send a message first, or load the model in the library.',
  },
  'model-quarantined': {
    title: 'This model is held back',
    explanation: '{name} crashed twice while {phase} ({cause}). It is not started again by itself.',
    nextStep: 'Change its settings, or insist on loading it.',
  },
  'model-in-use': {
    title: 'The model is in use',
    explanation: '{name} is writing a reply.',
    nextStep: 'Stop the reply or wait for it, then try again.',
  },
  'model-changed': {
    title: 'The model’s file has changed',
    explanation: 'The file of {name} was replaced or cut short while it was loaded.',
    nextStep: 'Try again; the file is checked anew first.',
  },
  'template-failed': {
    title: 'The chat template does not work',
    explanation: 'This conversation cannot be put into the model’s form: {detail}.',
    nextStep: 'Choose another template in the model’s settings.',
  },
  'backend-unavailable': {
    title: 'This backend does not work here',
    explanation: 'The settings ask for {backend}, which cannot be used: {problem}.',
    nextStep: 'Choose automatic or another backend in the model’s settings.',
  },
  'draft-unfit': {
    title: 'The draft model does not suit',
    explanation: 'It cannot guess for this model: {detail}.',
    nextStep: 'Choose a smaller model of the same family, or none.',
  },
  'settings-invalid': {
    title: 'A setting makes no sense',
    explanation: '{field} cannot be {value}.',
    nextStep: 'Change it in the model’s settings.',
  },
  'adapter-unfit': {
    title: 'The adapter does not suit this model',
    explanation: '{name} was made for another model: {detail}.',
    nextStep: 'Take the adapter out of the model’s settings.',
  },
  'adapter-missing': {
    title: 'The adapter’s file is gone',
    explanation: '{name} was at {path}.',
    nextStep: 'Put the file back, or take the adapter out of the model’s settings.',
  },
  'adapter-unsupported': {
    title: 'This kind of adapter cannot be used',
    explanation: 'It is no LoRA adapter but: {kind}.',
    nextStep: 'Look for a LoRA adapter of the same model.',
  },
  'peft-unsupported': {
    title: 'This adapter cannot be converted',
    explanation: '{what} is not supported: {detail}.',
    nextStep: 'Look for the adapter as a GGUF file.',
  },
  'peft-malformed': {
    title: 'The adapter’s files are damaged',
    explanation: '{file}: {detail}.',
    nextStep: 'Fetch the adapter again.',
  },
  'folder-unreadable': {
    title: 'The folder cannot be read',
    explanation: 'The system refused to list {path}.',
    nextStep: 'Give your user account permission to read it, or choose another folder.',
  },
  'link-impossible': {
    title: 'The file cannot be linked',
    explanation: '{path} is on another disk, or its disk has no hard links.',
    nextStep: 'Use it where it is instead.',
  },
  'trash-failed': {
    title: 'The files could not be moved to the trash',
    explanation: 'The system refused to move {path}. Nothing was deleted.',
    nextStep: 'Close programs that use the file, then try again.',
  },
  'store-move-running': {
    title: 'The models folder is being moved',
    explanation: 'This has to wait until the move is done.',
    nextStep: 'Wait for the move or cancel it.',
  },
  'store-move-unfit': {
    title: 'The models cannot be moved there',
    explanation: '{path}: {detail}.',
    nextStep: 'Choose another folder.',
  },
  'hash-mismatch': {
    title: 'The file is not what it was',
    explanation: 'The bytes of {name} differ from its checksum.',
    nextStep: 'Download it again; keep nothing that depends on it.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
