import { maxMessageLength } from '../../../../main/contract/chat.ts';
import type { Model } from '../../../../main/contract/models.ts';
import type { Connection } from '../../../api/connection.ts';

export type SendHint =
  | 'chat.send-hint-keys'
  | 'chat.send-hint-model'
  | 'chat.send-hint-missing'
  | 'chat.send-hint-lost'
  | 'chat.send-hint-busy'
  | 'chat.send-hint-sending'
  | 'chat.send-hint-long';

export type SendSituation = {
  readonly text: string;
  readonly model: Pick<Model, 'isMissing'> | null;
  readonly connection: Connection;
  readonly isBusy: boolean;
  readonly isSending: boolean;
};

export type Sendability = { readonly canSend: boolean; readonly hint: SendHint };

/** Whether the text can go now, and the words that say why not, or how. */
export function sendability({ text, model, connection, isBusy, isSending }: SendSituation): Sendability {
  const not = (hint: SendHint): Sendability => ({ canSend: false, hint });
  if (connection === 'lost') return not('chat.send-hint-lost');
  if (isSending) return not('chat.send-hint-sending');
  if (isBusy) return not('chat.send-hint-busy');
  if (model === null) return not('chat.send-hint-model');
  if (model.isMissing) return not('chat.send-hint-missing');
  if (text.length > maxMessageLength) return not('chat.send-hint-long');
  return { canSend: text.trim() !== '', hint: 'chat.send-hint-keys' };
}
