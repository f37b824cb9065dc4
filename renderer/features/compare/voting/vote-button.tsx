import type { ReactNode } from 'react';
import { modelIdSchema } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import type { VoteChoice } from '../../../state/compare/voting/vote-choices.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { ModelMark } from '../contestant/model-mark.tsx';
import { bestWords } from './choice-words.ts';
import styles from './voting.module.css';

type KeyButtonProps = {
  readonly keyCap: string;
  readonly children: ReactNode;
  readonly variant?: 'secondary' | 'quiet';
  /** Where the words on it are not its whole name. */
  readonly label?: string;
  readonly title?: string;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
};

/** A button that tells its key. */
export function KeyButton({ keyCap, children, variant, label, title = '', isDisabled, onClick }: KeyButtonProps) {
  return (
    <Button
      size="small"
      variant={variant ?? 'secondary'}
      className={styles.button}
      aria-keyshortcuts={keyCap}
      title={title === '' ? undefined : title}
      disabled={isDisabled}
      onClick={onClick}
    >
      {label === undefined ? (
        children
      ) : (
        <>
          <VisuallyHidden>{label}</VisuallyHidden>
          <span aria-hidden="true">{children}</span>
        </>
      )}
      <span aria-hidden="true" className={styles.key}>
        <Kbd keys={[keyCap]} />
      </span>
    </Button>
  );
}

type BestButtonProps = { readonly choice: VoteChoice; readonly onChoose: () => void };

export function BestButton({ choice, onChoose }: BestButtonProps) {
  return (
    <KeyButton
      keyCap={String(choice.number)}
      label={bestWords(choice)}
      title={choice.canBeBest ? '' : t('voting.not-best')}
      isDisabled={!choice.canBeBest}
      onClick={onChoose}
    >
      <ChoiceName choice={choice} />
    </KeyButton>
  );
}

/** An answer's letter, its contestant's colour and name, as far as they are known. */
export function ChoiceName({ choice: { letter, name, modelId } }: { readonly choice: VoteChoice }) {
  const id = modelIdSchema.safeParse(modelId);
  return (
    <span className={styles.name}>
      {letter === null ? null : <span className={styles.letter}>{letter}</span>}
      {id.success ? <ModelMark modelId={id.data} /> : null}
      {name === null ? null : (
        <span className={styles.words} dir="auto">
          {name}
        </span>
      )}
    </span>
  );
}
