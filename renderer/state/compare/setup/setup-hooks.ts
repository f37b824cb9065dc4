import { useMemo, useState } from 'react';
import { defaultChatSettings } from '../../../../main/contract/chat-settings.ts';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import type { LoadSettings } from '../../../../main/contract/load-settings.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { useApp } from '../../app-context.tsx';
import { useChatLibrary, type EditedSettings } from '../../chat/settings/chat-settings-hooks.ts';
import { effectiveOf, withChange } from '../../chat/settings/own-settings.ts';
import { useModels } from '../../hooks.ts';
import { settingsOf } from '../../runtime/load-settings-state.ts';
import { useLoadSettings, type DraftedSettings } from '../../runtime/runtime-hooks.ts';
import { changedFields, type SettingsDraft } from '../../runtime/settings-draft.ts';
import { useStore } from '../../store.ts';
import { liveValue } from '../../stream.ts';
import { beginWith, firstWay, obstacle, type LineUp, type Way } from './line-up.ts';
import { rankModels } from './model-groups.ts';
import { setupSessionOf, type SetupSession } from './setup-session.ts';

export function useSetupSession(): SetupSession {
  return setupSessionOf(useApp());
}

/** The models on this computer, those nearest at hand first; null until they arrived. */
export function useRankedModels(): readonly Model[] | null {
  const known = liveValue(useModels());
  return useMemo(() => (known === null ? null : rankModels(known.models, known.runtimes)), [known]);
}

export type EditedLineUp = {
  readonly lineUp: LineUp;
  readonly change: (change: (lineUp: LineUp) => LineUp) => void;
  readonly choose: (way: Way) => void;
};

/** Who would be compared, as far as it was chosen, else as it suggests itself. */
export function useLineUp(ranked: readonly Model[], examplePrompt: string): EditedLineUp {
  const { way: chosenWay, lineUps } = useSetupSession();
  const chosen = useStore(chosenWay);
  const way = chosen !== null && obstacle(chosen, ranked) === null ? chosen : firstWay(ranked);
  const kept = useStore(lineUps, (all) => all.get(way));
  const [first] = useState(() => new Map<Way, LineUp>());
  const lineUp = kept ?? first.get(way) ?? beginWith(way, ranked, examplePrompt);
  // What is suggested stays as it was first seen: models that load meanwhile move nobody's choice.
  if (lineUp.entrants.length > 0) first.set(way, lineUp);
  return {
    lineUp,
    change: (change) => lineUps.set((all) => new Map(all).set(way, change(all.get(way) ?? lineUp))),
    choose: (next) => chosenWay.set(next),
  };
}

/** A contestant's chat settings, as the sections of chat settings change them; null until the defaults arrived. */
export function useEditedSetup(
  setup: ContestantSetup,
  onChange: (setup: ContestantSetup) => void,
): EditedSettings | null {
  const defaults = useChatLibrary()?.defaults;
  return useMemo(() => {
    if (defaults === undefined) return null;
    const inherited = effectiveOf(defaultChatSettings, defaults);
    const { settings, variables, systemPrompt } = setup;
    return {
      own: { settings, variables, systemPrompt: systemPrompt === '' ? null : systemPrompt },
      inherited: { settings: inherited, systemPrompt: '' },
      effective: { settings: effectiveOf(inherited, settings), systemPrompt },
      unfilled: [],
      set: (change) => onChange({ ...setup, settings: withChange(settings, change, inherited) }),
      replace: (next) => onChange({ ...setup, settings: next }),
      setPrompt: (change) =>
        onChange({
          ...setup,
          systemPrompt: change.systemPrompt === undefined ? systemPrompt : (change.systemPrompt ?? ''),
          variables: change.variables ?? variables,
        }),
    };
  }, [defaults, onChange, setup]);
}

/** A contestant's load settings, as the controls of load settings change them; null until the model's own arrived. */
export function useDraftedSetup(
  setup: ContestantSetup,
  onChange: (setup: ContestantSetup) => void,
): DraftedSettings | null {
  const state = liveValue(useLoadSettings());
  const [refused, setRefused] = useState<SettingsDraft['refused']>({});
  return useMemo(() => {
    if (state === null) return null;
    const saved = settingsOf(state, setup.modelId);
    const settings = withLoad(saved, setup.load);
    return {
      saved,
      draft: { settings, refused },
      isChanged: changedFields(settings, saved).length > 0,
      change(next) {
        setRefused(next.refused);
        const fields = changedFields(next.settings, saved);
        onChange({ ...setup, load: Object.fromEntries(fields.map((field) => [field, next.settings[field]])) });
      },
      discard() {
        setRefused({});
        onChange({ ...setup, load: {} });
      },
    };
  }, [onChange, refused, setup, state]);
}

/** The model's own load settings with the contestant's in their place. */
export function withLoad(saved: LoadSettings, load: ContestantSetup['load']): LoadSettings {
  const present = Object.entries(load).filter(([, value]) => value !== undefined);
  return { ...saved, ...(Object.fromEntries(present) as Partial<LoadSettings>) } as LoadSettings;
}
