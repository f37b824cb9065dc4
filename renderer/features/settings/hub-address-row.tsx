import { useState, type FormEvent } from 'react';
import { hubAddressSchema, type HubAddress } from '../../../main/contract/hub.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useHubAddress } from '../../state/hub/hub-hooks.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import styles from './hub-section.module.css';

/** The Hub itself or a mirror of it. */
export function HubAddressRow() {
  const address = useHubAddress();
  const kept = useKeptFocus<HTMLDivElement>(address?.address ?? '');
  return (
    <div className={styles.row} {...kept}>
      <div>
        <div className={styles.label}>{t('settings.address')}</div>
        <p className={styles.why}>{t('settings.address-why')}</p>
      </div>
      {address === null ? <Skeleton height="2rem" /> : <AddressForm key={address.address} address={address} />}
    </div>
  );
}

function AddressForm({ address }: { readonly address: HubAddress }) {
  const { client, attempt, announce } = useApp();
  const [text, setText] = useState(address.address);
  const [isRefused, setIsRefused] = useState(false);
  const keep = (wanted: string | null) =>
    attempt(
      client.hub.setAddress
        .mutate({ address: wanted })
        .then((kept) => announce(t('settings.address-kept', { address: kept.address }))),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = hubAddressSchema.safeParse(text);
    setIsRefused(!parsed.success);
    if (parsed.success) keep(parsed.data);
  };
  const isChanged = text.trim() !== address.address;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.line}>
        <TextField
          className={styles.field}
          label={t('settings.address')}
          isLabelHidden
          isCode
          inputMode="url"
          value={text}
          error={isRefused ? t('settings.address-refused') : null}
          onChange={(event) => {
            setText(event.target.value);
            setIsRefused(false);
          }}
        />
        <Button type="submit" disabled={!isChanged}>
          {t('settings.address-keep')}
        </Button>
        {address.isDefault ? null : (
          <Button variant="quiet" onClick={() => keep(null)}>
            {t('settings.address-reset')}
          </Button>
        )}
      </div>
    </form>
  );
}
