import type { ErrorCode } from '../../../main/contract/errors.ts';
import type { ErrorWords } from '../error-words.ts';
import { chatErrorWords } from './chat-errors.ts';
import { exchangeErrorWords } from './exchange-errors.ts';
import { modelErrorWords } from './model-errors.ts';

/** Words for every failure a person may meet. */
export const errorWords: Readonly<Record<ErrorCode, ErrorWords>> = {
  'bad-request': {
    title: 'That could not be done',
    explanation: 'The request did not have the expected shape: {detail}.',
    nextStep: 'Open the screen again and repeat it.',
  },
  'not-found': {
    title: 'No longer there',
    explanation: 'The {what} was removed or never existed.',
    nextStep: 'Go back to the list and choose another.',
  },
  internal: {
    title: 'Counterweight ran into a fault',
    explanation: 'This is a fault in the app. It is noted in the log under {reference}.',
    nextStep: 'Try again. If it happens twice, restart the app.',
  },
  'shutting-down': {
    title: 'Counterweight stopped answering',
    explanation: 'The app was closing or restarting, so this was not carried out.',
    nextStep: 'Try again once it is back.',
  },
  'file-not-found': {
    title: 'No file at this path',
    explanation: 'There is nothing at {path}.',
    nextStep: 'Check the spelling, or whether the drive it is on is connected.',
  },
  'file-unreadable': {
    title: 'This file may not be read',
    explanation: 'The system refused to open {path}.',
    nextStep: 'Give your user account read permission, or move the file to a folder you own.',
  },
  'file-is-directory': {
    title: 'This is a folder',
    explanation: '{path} is a folder, and a model is a single file.',
    nextStep: 'Give the path of the .gguf file inside it.',
  },
  'gguf-not-gguf': {
    title: 'Not a GGUF file',
    explanation: '{path:file} does not begin like a GGUF file. It may be another format or an unfinished download.',
    nextStep: 'Download it again, or look for a GGUF version of the model.',
  },
  'gguf-version-unsupported': {
    title: 'A GGUF version this app cannot read',
    explanation: 'The file says it is GGUF version {version}. Versions 2 and 3 can be read.',
    nextStep: 'Get a newer conversion of the same model.',
  },
  'gguf-truncated': {
    title: 'The file is incomplete',
    explanation:
      'It should hold at least {expectedBytes:bytes}, and {actualBytes:bytes} are here. A download that stopped early looks like this.',
    nextStep: 'Download it again, then bring it once more.',
  },
  'gguf-malformed': {
    title: 'The file is damaged',
    explanation: 'Its header does not hold together at “{field}”: {detail}.',
    nextStep: 'Download it again. If the fresh copy says the same, the file was made wrong.',
  },
  'gguf-limit': {
    title: 'The header is larger than any real model’s',
    explanation:
      '“{field}” is {value}, and at most {limit} is accepted. Files like this are damaged or made to do harm.',
    nextStep: 'Get the model from its publisher.',
  },
  'gguf-not-a-language-model': {
    title: 'Not a model to chat with',
    explanation: 'This file holds a different kind of model: {kind}.',
    nextStep: 'Bring the language model it belongs to.',
  },
  'gguf-split-incomplete': {
    title: 'A part of this model is missing',
    explanation: 'The model is split into {count} files, and {missing} is not beside the others.',
    nextStep: 'Put all parts into one folder under their original names, then bring any one of them.',
  },
  'model-missing': {
    title: 'The file of {name} is gone',
    explanation: 'It was at {path}. It may have been moved, renamed, or be on a drive that is not connected.',
    nextStep: 'Connect the drive or bring the file from its new place.',
  },
  'model-probe-failed': {
    title: 'The trial load failed',
    explanation: 'The file looks right, but a separate process could not load it: {detail}.',
    nextStep: 'Download it again, or get a different conversion of the same model.',
  },
  'model-probe-timeout': {
    title: 'The trial load took too long',
    explanation: 'A separate process had {seconds} s to load the file and did not finish, so it was ended.',
    nextStep: 'Close programs that use much memory or the disk, then try again.',
  },
  'model-not-selected': {
    title: 'No model chosen',
    explanation: 'A reply needs a model, and none is chosen here.',
    nextStep: 'Choose a model beneath the message field.',
  },
  'runner-start-failed': {
    title: 'The model’s process did not start',
    explanation: 'The system would not start it: {detail}.',
    nextStep: 'Try again. If it stays, restart the computer or install the app again.',
  },
  'runner-load-failed': {
    title: 'The model could not be loaded',
    explanation: 'Its process ended the load: {detail}.',
    nextStep: 'Try again with fewer models loaded, or choose a smaller one.',
  },
  'runner-crashed': {
    title: 'The model’s process ended unexpectedly',
    explanation:
      'It ended ({cause}) while {phase}. Text received so far is kept, and other conversations are not affected.',
    nextStep: 'Try again; the model loads anew.',
  },
  'runner-stalled': {
    title: 'The model stopped responding',
    explanation:
      'There was no sign of life for {seconds} s while {phase}, so its process was ended. Text received so far is kept.',
    nextStep: 'Try again. If it stalls again, choose a smaller model.',
  },
  'runner-failed': {
    title: 'The model could not finish',
    explanation: 'It reported: {detail}.',
    nextStep: 'Try again. If it happens again, reload the model from the library.',
  },
  'memory-short': {
    title: 'Not enough memory',
    explanation: 'This model needs about {neededBytes:memory}, and {freeBytes:memory} are free.',
    nextStep: 'Unload another model, close other programs, or choose a smaller quantization.',
  },
  'context-overflow': {
    title: 'The conversation is longer than the model can read',
    explanation: 'It comes to {promptTokens} tokens, and the context holds {contextSize}.',
    nextStep: 'Choose what is sent, shorten the message, or start a new chat.',
  },
  'answer-failed': {
    title: 'This answer could not be written',
    explanation: 'Why is hidden until names may be seen.',
    nextStep: 'Vote without it, or reveal the names to read what went wrong.',
  },
  'columns-limit': {
    title: 'A comparison has {least} to {most} columns',
    explanation: 'Fewer leave nothing to compare, more do not fit side by side.',
    nextStep: 'Exchange one of the columns instead.',
  },
  'names-hidden': {
    title: 'Names are hidden still',
    explanation: 'This answer, or an earlier one of its column, has hidden names; a chat would tell them.',
    nextStep: 'Vote on those prompts or reveal their names first.',
  },
  'conversation-busy': {
    title: 'A reply is still being written',
    explanation: 'Each conversation writes one reply at a time.',
    nextStep: 'Stop the reply or wait for its end.',
  },
  'disk-full': {
    title: 'The disk is full',
    explanation: 'Nothing more can be saved at {path}. What is on the screen is kept in memory until the app closes.',
    nextStep: 'Free some space; saving goes on by itself.',
  },
  'data-folder-unwritable': {
    title: 'The data folder cannot be written',
    explanation: 'The system refused to write to {path}.',
    nextStep: 'Give your user account write permission, then start the app again.',
  },
  'database-newer': {
    title: 'Your data comes from a newer version',
    explanation:
      'The database is at version {databaseVersion}, and this app ({appVersion}) does not know it. Nothing was changed.',
    nextStep: 'Update Counterweight, or start it with another data folder.',
  },
  'database-damaged': {
    title: 'The database is damaged',
    explanation: 'The file {path} does not read as a whole. Backups are kept beside it.',
    nextStep: 'Close the app, put a backup in its place, and start again.',
  },
  'database-in-use': {
    title: 'Another Counterweight uses this data folder',
    explanation: 'The database at {path} is open in another process.',
    nextStep: 'Close the other one first.',
  },
  'network-offline': {
    title: 'The network is switched off',
    explanation: 'The offline switch is on, so nothing leaves this computer.',
    nextStep: 'Turn the switch off to go on.',
  },
  'network-unreachable': {
    title: 'No connection to {host}',
    explanation: 'The network may be down, or the address wrong.',
    nextStep: 'Check the connection; what waits goes on by itself.',
  },
  'network-interrupted': {
    title: 'The connection was cut',
    explanation: '{host} or something on the way ended the connection early.',
    nextStep: 'Try again.',
  },
  'network-timeout': {
    title: 'No answer from {host}',
    explanation: 'Nothing arrived for {seconds} s.',
    nextStep: 'Try again later, or check the connection.',
  },
  'network-untrusted': {
    title: 'The connection to {host} is not trusted',
    explanation: 'Its certificate was refused: {detail}. A company proxy or a wrong clock can cause this.',
    nextStep: 'Check the date of this computer and the proxy it goes through.',
  },
  'network-oversized': {
    title: 'The answer was too large',
    explanation: '{host} sent more than {limitBytes:bytes} where that is never needed, so it was cut off.',
    nextStep: 'Check the Hub address in the settings.',
  },
  'hub-unauthorised': {
    title: 'No access to this on the Hub',
    explanation: 'It does not exist, it is private, or the access token is missing, wrong or expired.',
    nextStep: 'Check the name, or enter a valid token in the settings.',
  },
  'hub-gated': {
    title: 'This model asks for consent first',
    explanation: 'The authors of {repo} give access to people who accept their conditions.',
    nextStep: 'Accept the conditions on the model’s page at the Hub, then enter your token in the settings.',
  },
  'hub-not-found': {
    title: 'Not on the Hub',
    explanation: 'The Hub has no {what}. It may have been renamed, removed or made private.',
    nextStep: 'Search for another copy of the model.',
  },
  'hub-disabled': {
    title: 'The Hub has blocked this model',
    explanation: 'Access to {repo} was disabled by the Hub.',
    nextStep: 'Search for another copy of the model.',
  },
  'hub-rate-limited': {
    title: 'The Hub asks to wait',
    explanation: 'Too many requests came from this connection. The Hub accepts more in {seconds} s.',
    nextStep: 'Wait; it goes on by itself. A token raises the limit.',
  },
  'hub-unavailable': {
    title: 'The Hub has trouble',
    explanation: 'It answered with status {status} again and again.',
    nextStep: 'Try again in a few minutes.',
  },
  'hub-malformed': {
    title: 'The Hub’s answer makes no sense',
    explanation: 'The answer did not have the expected shape: {detail}.',
    nextStep: 'Check the Hub address in the settings.',
  },
  'download-mismatch': {
    title: 'The file is not what was published',
    explanation:
      '{file} was fetched twice, and both times its bytes differ from the published checksum. It was not kept.',
    nextStep: 'Try again later or choose another copy of the model.',
  },
  'download-changed': {
    title: 'The file was replaced on the Hub',
    explanation: 'The version of {file} that this download began with no longer exists there.',
    nextStep: 'Remove this download and start again with the new version.',
  },
  'download-unverifiable': {
    title: 'The file cannot be verified',
    explanation: 'The Hub publishes no checksum for {file}, so nobody could say whether it arrived whole.',
    nextStep: 'Choose another file of this model.',
  },
  'download-refused': {
    title: 'The file is refused',
    explanation: 'The file server refused {file} with status {status} every time, with fresh addresses too.',
    nextStep: 'Try again later.',
  },
  'disk-short': {
    title: 'Not enough free disk space',
    explanation: '{neededBytes:bytes} more are needed with a reserve for the system, and {freeBytes:bytes} are free.',
    nextStep: 'Free some space; it goes on by itself.',
  },
  'models-folder-unwritable': {
    title: 'The models folder cannot be written',
    explanation: 'The system refused to write to {path}.',
    nextStep: 'Give your user account write permission.',
  },
  ...chatErrorWords,
  ...exchangeErrorWords,
  ...modelErrorWords,
};
