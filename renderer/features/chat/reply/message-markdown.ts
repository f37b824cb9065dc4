import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';

/** A message as a piece of a Markdown document: who said it, what was thought as a quotation, and the words as they are. */
export function messageMarkdown({ role, modelName, reasoning, text }: Message): string {
  const name = role === 'user' ? t('message.you') : (modelName ?? t('chat.unknown-model'));
  const thoughts = reasoning
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
  return [`## ${name}`, ...(reasoning.trim() === '' ? [] : [thoughts]), text.trim()].join('\n\n');
}
