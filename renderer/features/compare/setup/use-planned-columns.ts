import { defaultChatSettings } from '../../../../main/contract/chat-settings.ts';
import { placeholderColumnId } from '../../../../main/contract/compare.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { useChatLibrary } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { effectiveOf } from '../../../state/chat/settings/own-settings.ts';
import type { LineUp } from '../../../state/compare/setup/line-up.ts';
import { useAdapters } from '../../../state/library/library-hooks.ts';
import { liveValue } from '../../../state/stream.ts';
import type { PlannedColumn } from './plan-panel.tsx';
import { setupWords } from './setup-words.ts';

/** The contestants as a plan names them: model, quantization, and what sets them apart. */
export function usePlannedColumns({ entrants }: LineUp, ranked: readonly Model[]): readonly PlannedColumn[] {
  const inherited = effectiveOf(defaultChatSettings, useChatLibrary()?.defaults ?? {});
  const adapters = liveValue(useAdapters()) ?? [];
  return entrants.map(({ setup }, place) => {
    const facts = ranked.find(({ id }) => id === setup.modelId)?.facts;
    const model = facts === undefined ? t('compare-setup.not-there') : `${facts.name} ${facts.quantization}`;
    return {
      id: placeholderColumnId(place),
      name: [model, ...setupWords(setup, inherited, adapters)].join(' · '),
      modelId: setup.modelId,
    };
  });
}
