import { useId, useLayoutEffect, useRef } from 'react';
import { overflowPolicySchema } from '../../../../main/contract/chat-settings.ts';
import type { ContextUse } from '../../../../main/contract/context.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import type { EditedSettings } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { ContextBar } from './context-bar.tsx';
import { contextParts, leftOutSentence, usedTokens } from './context-parts.ts';
import styles from './context-legend.module.css';

type ContextLegendProps = {
  readonly use: ContextUse;
  readonly contextSize: number;
  readonly settings: EditedSettings | null;
};

/** What the next message is made of, in tokens, and what happens when it is too much. */
export function ContextLegend({ use, contextSize, settings }: ContextLegendProps) {
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  const free = Math.max(0, contextSize - usedTokens(use));
  const sentence = leftOutSentence(use);
  return (
    <div className={styles.legend}>
      <h3 ref={title} tabIndex={-1} className={styles.title}>
        {t('context.legend')}
      </h3>
      <ContextBar use={use} contextSize={contextSize} size="thick" />
      <dl className={styles.parts}>
        {contextParts(use).map(({ kind, label, tokens }) => (
          <Part key={kind} kind={kind} label={label} tokens={tokens} />
        ))}
        <Part kind="free" label={t('context.free')} tokens={free} />
        <Part kind="none" label={t('context.reserved')} tokens={Math.min(free, use.reservedTokens)} isPart />
        {use.leftOutTokens > 0 ? <Part kind="none" label={t('context.left-out')} tokens={use.leftOutTokens} /> : null}
      </dl>
      {sentence === null ? null : <p className={styles.left}>{sentence}</p>}
      <p className={styles.note}>
        {t(use.isExact ? 'context.exact' : 'context.estimate')}
        {use.largerContextSize === null ? null : ` ${t('context.larger-fits', { size: use.largerContextSize })}`}
      </p>
      {settings === null ? null : (
        <div className={styles.policy}>
          <span id={id}>{t('context.when-full')}</span>
          <SelectField
            label={t('context.when-full')}
            value={settings.effective.settings.overflow}
            options={overflowPolicySchema.options.map((policy) => ({
              value: policy,
              label: t(`context.policy-${policy}`),
            }))}
            onChange={(overflow) => settings.set({ overflow })}
          />
        </div>
      )}
    </div>
  );
}

type PartProps = {
  readonly kind: 'system' | 'history' | 'draft' | 'free' | 'none';
  readonly label: string;
  readonly tokens: number;
  /** Of the line above. */
  readonly isPart?: boolean;
};

function Part({ kind, label, tokens, isPart = false }: PartProps) {
  return (
    <div className={styles.part} data-part={isPart || undefined}>
      <dt>
        <span className={styles.swatch} data-kind={kind} aria-hidden="true" />
        {label}
      </dt>
      <dd>{formatNumber(tokens)}</dd>
    </div>
  );
}
