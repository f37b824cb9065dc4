import { useCallback } from 'react';
import type { Adapter, AdapterMatch } from '../../../main/contract/adapters.ts';
import { loadLimits, type AdapterUse } from '../../../main/contract/load-settings.ts';
import type { Model } from '../../../main/contract/models.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useAdapters } from '../../state/library/library-hooks.ts';
import { liveValue } from '../../state/stream.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { Checkbox } from '../checkbox.tsx';
import { AdapterScale } from './adapter-scale.tsx';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting, type SettingProps } from './use-setting.ts';
import styles from './settings.module.css';

/** Adapters on the model, each with its scale. Only those that fit can be chosen; of the others the reason is told. */
export function AdaptersSetting({ model, ...props }: SettingProps & { readonly model: Model }) {
  const { client } = useApp();
  const { value, set, frame } = useSetting('adapters', props);
  const adapters = liveValue(useAdapters());
  const { id } = model;
  const ask = useCallback(
    async (signal: AbortSignal): Promise<Readonly<Record<string, AdapterMatch>>> =>
      (adapters ?? []).length === 0 ? {} : client.adapters.matches.query({ modelId: id }, { signal }),
    [adapters, client, id],
  );
  const matches = useAnswer(ask).latest ?? {};
  const known = adapters ?? [];
  const offered = known.filter((adapter) => fits(adapter, matches) || isUsed(value, adapter.id));
  const others = known.filter((adapter) => !offered.includes(adapter));
  const gone = value.filter(({ adapterId }) => adapters !== null && !known.some((adapter) => adapter.id === adapterId));
  return (
    <SettingFrame {...frame} why={t('run.why-adapters')} automatic={null}>
      {known.length === 0 && gone.length === 0 ? <p className={styles.note}>{t('run.adapters-none')}</p> : null}
      <ul className={styles.uses}>
        {offered.map((adapter) => (
          <li key={adapter.id}>
            <AdapterLine adapter={adapter} uses={value} onChange={set} />
          </li>
        ))}
        {gone.map(({ adapterId }) => (
          <li key={adapterId} className={styles.use}>
            <Checkbox
              state
              aria-label={t('run.adapter-gone')}
              onChange={() => set(value.filter((use) => use.adapterId !== adapterId))}
            />
            <span>{t('run.adapter-gone')}</span>
          </li>
        ))}
      </ul>
      {others.length === 0 ? null : (
        <details className={styles.unfit}>
          <summary>{t('run.adapters-unfit', { count: others.length })}</summary>
          <ul>
            {others.map((adapter) => (
              <li key={adapter.id}>
                {t('run.adapter-misfit', { name: adapter.facts.name, why: misfit(adapter, matches) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </SettingFrame>
  );
}

type AdapterLineProps = {
  readonly adapter: Adapter;
  readonly uses: readonly AdapterUse[];
  readonly onChange: (uses: AdapterUse[]) => void;
};

function AdapterLine({ adapter, uses, onChange }: AdapterLineProps) {
  const { name, rank } = adapter.facts;
  const use = uses.find(({ adapterId }) => adapterId === adapter.id);
  const isFull = use === undefined && uses.length >= loadLimits.adapters;
  const toggle = (isOn: boolean): void =>
    onChange(
      isOn ? [...uses, { adapterId: adapter.id, scale: 1 }] : uses.filter(({ adapterId }) => adapterId !== adapter.id),
    );
  return (
    <div className={styles.use}>
      <Checkbox
        state={use !== undefined}
        disabled={isFull}
        aria-label={t('run.adapter-use', { name })}
        title={isFull ? t('run.adapters-most', { count: loadLimits.adapters }) : undefined}
        onChange={toggle}
      />
      <span>
        {name} <span className={styles.note}>{t('run.adapter-rank', { rank })}</span>
      </span>
      {use === undefined ? null : (
        <AdapterScale
          name={name}
          scale={use.scale}
          onChange={(scale) =>
            onChange(uses.map((other) => (other.adapterId === adapter.id ? { ...other, scale } : other)))
          }
        />
      )}
    </div>
  );
}

function isUsed(uses: readonly AdapterUse[], id: string): boolean {
  return uses.some(({ adapterId }) => adapterId === id);
}

function fits(adapter: Adapter, matches: Readonly<Record<string, AdapterMatch>>): boolean {
  return !adapter.isMissing && matches[adapter.id]?.match === 'fits';
}

function misfit(adapter: Adapter, matches: Readonly<Record<string, AdapterMatch>>): string {
  const match = matches[adapter.id];
  if (adapter.isMissing) return t('run.adapter-missing');
  if (match?.match === 'other-architecture') return t('run.adapter-other-architecture', match);
  if (match?.match === 'other-shape') return t('run.adapter-other-shape', match);
  return t('library.nothing');
}
