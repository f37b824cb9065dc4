import type { ChatSettings, ChatSettingsPatch } from '../../contract/chat-settings.ts';

/** The settings with what the patch says in their place. */
export function mergeSettings(settings: ChatSettings, patch: ChatSettingsPatch): ChatSettings {
  return {
    ...withoutGaps(settings, patch),
    sampling: withoutGaps(settings.sampling, patch.sampling ?? {}),
    reasoning: withoutGaps(settings.reasoning, patch.reasoning ?? {}),
  };
}

function withoutGaps<Whole extends object>(whole: Whole, part: { readonly [Key in keyof Whole]?: unknown }): Whole {
  return { ...whole, ...Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) };
}
