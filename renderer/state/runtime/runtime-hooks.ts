import { useCallback, useEffect, useMemo } from 'react';
import type { AppErrorData } from '../../../main/contract/errors.ts';
import type { ModelId } from '../../../main/contract/ids.ts';
import type { LoadPlan } from '../../../main/contract/load-plan.ts';
import type { LoadSettings } from '../../../main/contract/load-settings.ts';
import type { MachineFacts } from '../../../main/contract/machine.ts';
import type { Model } from '../../../main/contract/models.ts';
import { useApp } from '../app-context.tsx';
import { useModels, useSystemLoad } from '../hooks.ts';
import { runtimeOf } from '../models.ts';
import { useStore } from '../store.ts';
import { liveValue, type StreamState } from '../stream.ts';
import { pause } from '../pause.ts';
import { useAnswer, type Answer } from '../use-answer.ts';
import type { LoadedOther } from './load-offers.ts';
import { settingsOf, type LoadSettingsState } from './load-settings-state.ts';
import { runtimeSessionOf, withEntry, type RuntimeSession } from './runtime-session.ts';
import { isChanged, type SettingsDraft } from './settings-draft.ts';

export function useRuntimeSession(): RuntimeSession {
  return runtimeSessionOf(useApp());
}

export function useLoadSettings(): StreamState<LoadSettingsState> {
  return useStore(useRuntimeSession().loadSettings.store);
}

/** What this computer can compute with. Asking starts the engine once. */
export function useMachine(): StreamState<MachineFacts> {
  return useStore(useRuntimeSession().machine().store);
}

export type DraftedSettings = {
  readonly saved: LoadSettings;
  readonly draft: SettingsDraft;
  readonly isChanged: boolean;
  change(next: SettingsDraft): void;
  discard(): void;
};

/** A model's settings as they are, and as a person is about to have them; null until they arrived. */
export function useDraftedSettings(modelId: ModelId): DraftedSettings | null {
  const { drafts } = useRuntimeSession();
  const state = liveValue(useLoadSettings());
  const kept = useStore(drafts, (all) => all.get(modelId));
  return useMemo(() => {
    if (state === null) return null;
    const saved = settingsOf(state, modelId);
    const put = (next: SettingsDraft | null): void => drafts.set((all) => withEntry(all, modelId, next));
    return {
      saved,
      draft: kept ?? { settings: saved, refused: {} },
      isChanged: kept !== undefined && isChanged(kept, saved),
      change: (next) => put(isChanged(next, saved) ? next : null),
      discard: () => put(null),
    };
  }, [drafts, kept, modelId, state]);
}

/** Why the last load was refused although no runner failed; null when none was. */
export function useRefusal(modelId: ModelId): AppErrorData | null {
  return useStore(useRuntimeSession().refusals, (refusals) => refusals.get(modelId) ?? null);
}

/** The loaded models besides this one. */
export function useLoadedOthers(modelId: string | null): readonly LoadedOther[] {
  const known = liveValue(useModels());
  return useMemo(
    () =>
      (known?.models ?? []).flatMap((model: Model): readonly LoadedOther[] => {
        const runtime = known === null ? null : runtimeOf(known, model.id);
        if (model.id === modelId || (runtime?.state !== 'ready' && runtime?.state !== 'generating')) return [];
        return [{ id: model.id, name: model.facts.name, memoryBytes: runtime.memoryBytes }];
      }),
    [known, modelId],
  );
}

/** A pause in typing or dragging after which a plan is asked for. */
export const planDelayMs = 150;
/** Free memory that came or went by less is no news to a plan. */
const planStepBytes = 128 * 1024 * 1024;

/** Everything that changes a plan besides what is planned, as one word: free memory and the loaded models. */
export function usePlanSurroundings(): string {
  const free = useSystemLoad()?.availableMemoryBytes ?? 0;
  const loaded = liveValue(useModels())?.runtimes;
  return `${Math.round(free / planStepBytes)} ${loadedWord(loaded)}`;
}

/** What a load with these settings would take, asked again when they or the free memory change. */
export function usePlan(modelId: ModelId, settings: LoadSettings): Answer<LoadPlan> {
  const { client } = useApp();
  const surroundings = usePlanSurroundings();
  const question = JSON.stringify({ settings, surroundings });
  const ask = useCallback(
    async (signal: AbortSignal) => {
      await pause(planDelayMs, signal);
      const asked = JSON.parse(question) as { readonly settings: LoadSettings };
      return client.runtime.plan.query({ modelId, settings: asked.settings }, { signal });
    },
    [client, modelId, question],
  );
  return useAnswer(ask);
}

function loadedWord(runtimes: Readonly<Record<string, { readonly state: string }>> | undefined): string {
  return Object.entries(runtimes ?? {})
    .filter(([, { state }]) => state === 'ready' || state === 'generating')
    .map(([id]) => id)
    .join(' ');
}

/** Runs once for each time the model's settings are wanted and shown. */
export function useWantedSettings(modelId: ModelId, onShown: () => void): void {
  const { wanted } = useRuntimeSession();
  const isWanted = useStore(wanted, (id) => id === modelId);
  useEffect(() => {
    if (!isWanted) return;
    wanted.set(null);
    onShown();
  }, [isWanted, onShown, wanted]);
}
