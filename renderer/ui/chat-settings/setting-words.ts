import { overflowPolicySchema } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import type { SettingPath } from '../../state/chat/settings/differences.ts';
import { escapeText } from '../../state/chat/settings/escaped-text.ts';

/** A setting's name, as it stands beside its control. */
export function settingName(path: SettingPath): string {
  return t(`chat-settings.name.${path}`);
}

/** A setting's value in few words. */
export function settingValue(path: SettingPath, value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return t(value ? 'chat-settings.on' : 'chat-settings.off');
  if (value === null) return emptyWords(path);
  if (Array.isArray(value)) return listWords(value);
  if (typeof value === 'object') return objectWords(value);
  const policy = overflowPolicySchema.safeParse(value);
  if (policy.success) return t(`chat-settings.overflow-${policy.data}`);
  if (value === 'low' || value === 'medium' || value === 'high') return t(`chat-settings.effort-${value}`);
  return typeof value === 'string' ? value : '';
}

function emptyWords(path: SettingPath): string {
  if (path === 'sampling.seed') return t('chat-settings.fresh');
  if (path === 'sampling.maxTokens') return t('chat-settings.unlimited');
  if (path === 'sampling.dry.lastTokens') return t('chat-settings.whole-context');
  return t('chat-settings.automatic');
}

function listWords(texts: readonly unknown[]): string {
  return texts.length === 0 ? t('chat-settings.none') : texts.map((text) => escapeText(String(text))).join(' ');
}

function objectWords(value: object): string {
  const kind = 'kind' in value ? value.kind : null;
  if (kind === 'none' || kind === 'json' || kind === 'json-schema' || kind === 'grammar') {
    return t(`chat-settings.form-${kind}`);
  }
  const names = Object.keys(value);
  return names.length === 0 ? t('chat-settings.none') : names.join(', ');
}
