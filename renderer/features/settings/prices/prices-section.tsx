import { useId } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { CardSection } from '../../../ui/card-section.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { SmallInput } from '../../../ui/small-input.tsx';
import { SettingsRow } from '../settings-row.tsx';
import { PriceList } from './price-list.tsx';
import { usePriceTable } from './use-price-table.ts';
import styles from './prices.module.css';

const mostPrice = 1_000_000;
const mostComputerPrice = 100_000_000;

/** What answers are weighed against: hosted models, electricity, the computer itself. */
export function PricesSection() {
  const id = useId();
  const editing = usePriceTable();
  const { table, isOwn, change, reset } = editing;
  return (
    <CardSection
      title={t('prices.title')}
      trailing={
        isOwn ? (
          <Button size="small" variant="quiet" onClick={reset}>
            {t('prices.reset')}
          </Button>
        ) : null
      }
    >
      <SettingsRow label={t('prices.what')} why={t('prices.what-why')} layout="stacked">
        {table === null ? <Skeleton width="100%" height="9rem" /> : <PriceList editing={{ ...editing, table }} />}
      </SettingsRow>
      <SettingsRow label={t('prices.currency')} why={t('prices.currency-why')} whyId={`${id}-currency`}>
        <SmallInput
          label={t('prices.currency')}
          text={table?.currency ?? ''}
          isWrong={table !== null && !/^[A-Z]{3}$/.test(table.currency)}
          describedBy={`${id}-currency`}
          isShort
          onText={(text) => change({ currency: text.trim().toUpperCase().slice(0, 3) })}
        />
      </SettingsRow>
      <SettingsRow label={t('prices.electricity')} why={t('prices.electricity-why')} whyId={`${id}-electricity`}>
        <Amount
          label={t('prices.electricity')}
          currency={table?.currency}
          value={table?.electricityPerKwh ?? null}
          most={mostPrice}
          describedBy={`${id}-electricity`}
          onChange={(electricityPerKwh) => change({ electricityPerKwh })}
        />
      </SettingsRow>
      <SettingsRow label={t('prices.computer')} why={t('prices.computer-why')} whyId={`${id}-computer`}>
        <Amount
          label={t('prices.computer')}
          currency={table?.currency}
          value={table?.computerPrice ?? null}
          most={mostComputerPrice}
          describedBy={`${id}-computer`}
          onChange={(computerPrice) => change({ computerPrice })}
        />
      </SettingsRow>
    </CardSection>
  );
}

type AmountProps = {
  readonly label: string;
  readonly currency: string | undefined;
  readonly value: number | null;
  readonly most: number;
  readonly describedBy: string;
  readonly onChange: (value: number | null) => void;
};

/** An amount that may be left out. */
function Amount({ currency, ...rest }: AmountProps) {
  return (
    <span className={styles.amount}>
      <NumberField least={0} placeholder={t('prices.left-out')} {...rest} />
      <span aria-hidden="true">{currency}</span>
    </span>
  );
}
