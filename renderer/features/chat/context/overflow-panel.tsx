import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import type { ContextUseInput, OverflowOptions } from '../../../../main/contract/context.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { overflowChoices, type OverflowChoice, type OverflowStep } from './overflow-choices.ts';
import { OverflowProgress } from './overflow-progress.tsx';
import { useOverflow } from './use-overflow.ts';
import styles from './overflow-panel.module.css';

type OverflowPanelProps = {
  readonly question: ContextUseInput;
  readonly model: Model;
  /** Instead of the words about a message: for a reply that could not be given. */
  readonly title?: string;
  /** What was in the way is out of it. */
  readonly onGo: () => void;
  readonly onClose: () => void;
  readonly className?: string | undefined;
};

/** A message that does not fit, with every way to go on and what each would do. Nothing goes before one is chosen. */
export function OverflowPanel({ question, model, title, onGo, onClose, className }: OverflowPanelProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const { options, failure, choose, ...work } = useOverflow({ question, model, onGo });
  const isWorking = work.summary !== null || work.loadingSize !== null;
  const known = options.state.status === 'live' ? options.state.value : null;
  // Whoever pressed Send is led to what is asked.
  useEffect(() => panel.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // Its own: it does not stop a reply that is being written.
    event.preventDefault();
    if (work.summary !== null) work.cancel();
    else if (!isWorking) onClose();
  };
  const isTight = known !== null && known.roomForReply > 0;
  return (
    <div
      ref={panel}
      role="group"
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      aria-describedby={known === null ? undefined : `${id}-why`}
      className={classNames(styles.panel, className)}
      onKeyDown={onKeyDown}
    >
      <div className={styles.head}>
        <h3 id={`${id}-title`} className={styles.title}>
          {title ?? t(isTight ? 'context.tight-title' : 'context.over-title')}
        </h3>
        <IconButton size="small" icon="close" label={t('context.back')} onClick={onClose} />
      </div>
      {known === null ? null : (
        <p id={`${id}-why`} className={styles.why}>
          {t(known.isExact ? 'context.over-why' : 'context.over-why-about', {
            used: known.promptTokens,
            size: known.contextSize,
          })}
        </p>
      )}
      {failure === null ? null : <ErrorPanel error={failure} className={styles.failure} />}
      {options.state.status === 'failed' ? <ErrorPanel error={options.state.error} onRetry={options.retry} /> : null}
      {isWorking ? (
        <OverflowProgress {...work} />
      ) : known === null ? (
        options.state.status === 'waiting' ? (
          <ChoicesSkeleton />
        ) : null
      ) : (
        <Choices options={known} onChoose={choose} onClose={onClose} />
      )}
    </div>
  );
}

type ChoicesProps = {
  readonly options: OverflowOptions;
  readonly onChoose: (step: OverflowStep) => void;
  readonly onClose: () => void;
};

function Choices({ options, onChoose, onClose }: ChoicesProps) {
  const choices = overflowChoices(options);
  if (choices.length === 0) {
    return (
      <div className={styles.none}>
        <p>{t('context.nothing-helps')}</p>
        <Button size="small" onClick={onClose}>
          {t('context.back')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <ul className={styles.choices} aria-label={t('context.choices')}>
        {choices.map((choice) => (
          <li key={choice.id}>
            <ChoiceButton choice={choice} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      <p className={styles.remembered}>{t('context.choose-remembered')}</p>
    </>
  );
}

type ChoiceButtonProps = { readonly choice: OverflowChoice; readonly onChoose: (step: OverflowStep) => void };

function ChoiceButton({ choice, onChoose }: ChoiceButtonProps) {
  return (
    <button type="button" className={styles.choice} onClick={() => onChoose(choice.step)}>
      <span className={styles.label}>{choice.label}</span> <span className={styles.detail}>{choice.detail}</span>
    </button>
  );
}

function ChoicesSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-busy="true" aria-label={t('context.choices-loading')}>
      {['58%', '74%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
