import type { HostedPrice } from '../../../../main/contract/prices.ts';
import { t } from '../../../i18n/translate.ts';
import { classNames } from '../../../ui/class-names.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import styles from './prices.module.css';

const mostAmount = 1_000_000;

type PriceRowProps = {
  /** Of the choice what answers are weighed against. */
  readonly group: string;
  readonly number: number;
  readonly price: HostedPrice;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onChange: (patch: Partial<HostedPrice>) => void;
  readonly onRemove: () => void;
};

export function PriceRow({ group, number, price, isChosen, onChoose, onChange, onRemove }: PriceRowProps) {
  const { inputPerMillion, outputPerMillion, asOf } = price;
  const name = price.name.trim() || t('prices.unnamed');
  return (
    <tr>
      <td>
        <input
          type="radio"
          name={group}
          className={styles.radio}
          aria-label={t('prices.chosen', { name })}
          checked={isChosen}
          onChange={onChoose}
        />
      </td>
      <td>
        <input
          className={classNames(styles.text, styles.name)}
          aria-label={t('prices.name-of', { number })}
          aria-invalid={price.name.trim() === ''}
          maxLength={120}
          // A row that was just added is written next.
          autoFocus={price.name === ''}
          value={price.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </td>
      <td>
        <NumberField
          label={t('prices.input-of', { name })}
          value={inputPerMillion}
          least={0}
          most={mostAmount}
          isShort
          onChange={(value) => onChange({ inputPerMillion: value ?? 0 })}
        />
      </td>
      <td>
        <NumberField
          label={t('prices.output-of', { name })}
          value={outputPerMillion}
          least={0}
          most={mostAmount}
          isShort
          onChange={(value) => onChange({ outputPerMillion: value ?? 0 })}
        />
      </td>
      <td>
        <input
          className={classNames(styles.text, styles.month)}
          aria-label={t('prices.as-of-of', { name })}
          maxLength={10}
          value={asOf}
          onChange={(event) => onChange({ asOf: event.target.value })}
        />
      </td>
      <td>
        <IconButton size="small" icon="remove" label={t('prices.remove', { name })} onClick={onRemove} />
      </td>
    </tr>
  );
}
