import { useState } from 'react';
import { priceTableSchema, type PriceTable } from '../../../../main/contract/prices.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { usePrices } from '../../../state/hooks.ts';

export type PriceTableEditing = {
  /** As it stands in the fields; null until it arrived. */
  readonly table: PriceTable | null;
  readonly isOwn: boolean;
  /** Kept at once when it is whole; half a name or a number that is none waits for the rest. */
  readonly change: (patch: Partial<PriceTable>) => void;
  /** As `change`, with a notice that takes it back. */
  readonly changeWithUndo: (patch: Partial<PriceTable>, notice: string) => void;
  readonly reset: () => void;
};

/** The table of hosted prices while it is edited. */
export function usePriceTable(): PriceTableEditing {
  const { client, attempt, toasts } = useApp();
  const kept = usePrices();
  const [draft, setDraft] = useState<PriceTable | null>(null);
  const table = draft ?? kept?.table ?? null;
  const put = (next: PriceTable): void => {
    setDraft(next);
    const whole = priceTableSchema.safeParse(next);
    if (whole.success) attempt(client.prices.save.mutate(whole.data));
  };
  const tell = (notice: string, before: PriceTable): void => {
    toasts.show(notice, { action: { label: t('ui.undo'), run: () => put(before) } });
  };
  return {
    table,
    isOwn: draft !== null || kept?.isOwn === true,
    change: (patch) => {
      if (table !== null) put({ ...table, ...patch });
    },
    changeWithUndo: (patch, notice) => {
      if (table === null) return;
      put({ ...table, ...patch });
      tell(notice, table);
    },
    reset: () => {
      if (table === null) return;
      setDraft(null);
      attempt(client.prices.reset.mutate());
      tell(t('prices.reset-done'), table);
    },
  };
}
