import { useId } from 'react';
import type { PriceId } from '../../../../main/contract/ids.ts';
import type { HostedPrice, PriceTable } from '../../../../main/contract/prices.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { PriceRow } from './price-row.tsx';
import type { PriceTableEditing } from './use-price-table.ts';
import styles from './prices.module.css';

const mostPrices = 100;

type PriceListProps = { readonly editing: PriceTableEditing & { readonly table: PriceTable } };

/** The prices, one of which answers are weighed against. */
export function PriceList({ editing: { table, change, changeWithUndo } }: PriceListProps) {
  const group = useId();
  const { prices, chosenId } = table;
  const changeRow = (id: PriceId, patch: Partial<HostedPrice>): void =>
    change({ prices: prices.map((price) => (price.id === id ? { ...price, ...patch } : price)) });
  const remove = ({ id, name }: HostedPrice): void =>
    changeWithUndo(
      { prices: prices.filter((price) => price.id !== id), chosenId: chosenId === id ? null : chosenId },
      t('prices.removed', { name: name || t('prices.unnamed') }),
    );
  const add = (): void => change({ prices: [...prices, newPrice()] });
  return (
    <div>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('prices.table')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('prices.name')}</th>
              <th scope="col">{t('prices.input')}</th>
              <th scope="col">{t('prices.output')}</th>
              <th scope="col">{t('prices.as-of')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {prices.map((price, index) => (
              <PriceRow
                key={price.id}
                group={group}
                number={index + 1}
                price={price}
                isChosen={price.id === chosenId}
                onChoose={() => change({ chosenId: price.id })}
                onChange={(patch) => changeRow(price.id, patch)}
                onRemove={() => remove(price)}
              />
            ))}
            <tr>
              <td>
                <input
                  id={`${group}-none`}
                  type="radio"
                  name={group}
                  className={styles.radio}
                  checked={chosenId === null}
                  onChange={() => change({ chosenId: null })}
                />
              </td>
              <td colSpan={5}>
                <label htmlFor={`${group}-none`}>
                  {t('prices.none')} <span className={styles.quiet}>{t('prices.none-why')}</span>
                </label>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      {prices.length < mostPrices ? (
        <Button size="small" variant="quiet" icon="plus" onClick={add}>
          {t('prices.add')}
        </Button>
      ) : null}
    </div>
  );
}

function newPrice(): HostedPrice {
  return {
    id: crypto.randomUUID() as PriceId,
    name: '',
    inputPerMillion: 0,
    outputPerMillion: 0,
    asOf: new Date().toISOString().slice(0, 7),
  };
}
