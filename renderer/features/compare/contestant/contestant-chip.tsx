import type { Contestant } from '../../../../main/contract/contestants.ts';
import type { ModelId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import { classNames } from '../../../ui/class-names.ts';
import { ModelMark } from './model-mark.tsx';
import styles from './contestant.module.css';

/** What a chip shows of a contestant. */
export type ContestantFacts = Pick<
  Contestant,
  'name' | 'isNamedByPerson' | 'modelName' | 'quantization' | 'differences' | 'isThere'
> & { readonly modelId: ModelId };

export function factsOf({ setup, ...contestant }: Contestant): ContestantFacts {
  return { ...contestant, modelId: setup.modelId };
}

type ContestantChipProps = {
  readonly contestant: ContestantFacts;
  /** `line`: everything in one line, cut where there is no room; `head`: its differences stand beneath. */
  readonly layout?: 'line' | 'head';
};

/** Who a contestant is: its model's colour, name, quantization, and what sets it apart. Never drawn where it is veiled. */
export function ContestantChip({ contestant, layout = 'line' }: ContestantChipProps) {
  const { name, isNamedByPerson, modelName, quantization, differences, isThere, modelId } = contestant;
  const words = [
    ...(isNamedByPerson ? [modelName] : []),
    ...differences,
    ...(isThere ? [] : [t('compare-setup.not-there')]),
  ];
  const title = isNamedByPerson ? name : modelName;
  return (
    <span className={classNames(styles.chip, styles[layout])} title={[title, quantization, ...words].join(' · ')}>
      <ModelMark modelId={modelId} />
      <span className={styles.name} dir="auto">
        {title}
      </span>
      <span className={styles.quantization}>{quantization}</span>
      {words.length === 0 ? null : <span className={styles.words}>{words.join(' · ')}</span>}
    </span>
  );
}
