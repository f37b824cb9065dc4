import { Fragment, useId } from 'react';
import { t } from '../../../i18n/translate.ts';
import type { DifferencePiece } from './word-difference.ts';
import styles from './difference.module.css';

type DifferenceTextsProps = {
  readonly pieces: readonly DifferencePiece[];
  readonly leftName: string;
  readonly rightName: string;
};

/** Each answer whole, with what the other does not have marked. */
export function DifferenceSides({ pieces, leftName, rightName }: DifferenceTextsProps) {
  return (
    <div className={styles.sides}>
      <Side name={leftName} side="left" pieces={pieces} />
      <Side name={rightName} side="right" pieces={pieces} />
    </div>
  );
}

type SideProps = {
  readonly name: string;
  readonly side: 'left' | 'right';
  readonly pieces: readonly DifferencePiece[];
};

function Side({ name, side, pieces }: SideProps) {
  const id = useId();
  return (
    <section className={styles.side} aria-labelledby={id}>
      <h3 id={id} className={styles.name} dir="auto">
        {name}
      </h3>
      <p className={styles.text} dir="auto">
        <Pieces pieces={pieces.filter((piece) => piece.side === 'both' || piece.side === side)} />
      </p>
    </section>
  );
}

/** Both in one text: what only the first has is struck out, what only the second has is underlined. */
export function DifferenceInline({ pieces, leftName, rightName }: DifferenceTextsProps) {
  return (
    <>
      <ul className={styles.legend}>
        <li>
          <del className={styles.left}>{t('difference.only-left')}</del> <bdi>{leftName}</bdi>
        </li>
        <li>
          <ins className={styles.right}>{t('difference.only-right')}</ins> <bdi>{rightName}</bdi>
        </li>
      </ul>
      <p className={styles.text} data-inline dir="auto">
        <Pieces pieces={pieces.filter((piece, index) => !isSpareBlank(piece, pieces[index - 1]))} />
      </p>
    </>
  );
}

/** The blank of the second answer, where that of the first stands already. */
function isSpareBlank({ side, text }: DifferencePiece, before: DifferencePiece | undefined): boolean {
  return side === 'right' && text.trim() === '' && before?.side === 'left' && /\s$/.test(before.text);
}

function Pieces({ pieces }: { readonly pieces: readonly DifferencePiece[] }) {
  return pieces.map(({ side, text }, index) => {
    // Pieces have no name but their place, and are never moved.
    const key = `${index}`;
    // Blanks alone are no words: a mark on them would only distract.
    if (side === 'both' || text.trim() === '') return <Fragment key={key}>{text}</Fragment>;
    return side === 'left' ? (
      <del key={key} className={styles.left}>
        {text}
      </del>
    ) : (
      <ins key={key} className={styles.right}>
        {text}
      </ins>
    );
  });
}
