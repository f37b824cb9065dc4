import { useState, type FormEvent } from 'react';
import { proxyAddressSchema } from '../../../main/contract/proxy.ts';
import type { Settings } from '../../../main/contract/settings.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useSettings } from '../../state/hooks.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import styles from './hub-section.module.css';

/** The way out of this computer: the system's own, or a proxy. */
export function ProxyRow() {
  const proxy = useSettings()?.proxy ?? null;
  const kept = useKeptFocus<HTMLDivElement>(proxy ?? '');
  return (
    <div className={styles.row} {...kept}>
      <div>
        <div className={styles.label}>{t('settings.proxy')}</div>
        <p className={styles.why}>{t('settings.proxy-why')}</p>
      </div>
      {proxy === null ? <Skeleton height="2rem" /> : <ProxyForm key={proxy} proxy={proxy} />}
    </div>
  );
}

function ProxyForm({ proxy }: { readonly proxy: Settings['proxy'] }) {
  const { client, attempt, announce } = useApp();
  const isSystem = proxy === 'system';
  const present = isSystem ? '' : proxy;
  const [text, setText] = useState(present);
  const [isRefused, setIsRefused] = useState(false);
  // What is read out names no address: there may be a password in it.
  const keep = (wanted: Settings['proxy']) =>
    attempt(
      client.settings.update
        .mutate({ proxy: wanted })
        .then(() => announce(t(wanted === 'system' ? 'settings.proxy-system' : 'settings.proxy-kept'))),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = proxyAddressSchema.safeParse(text);
    setIsRefused(!parsed.success);
    if (parsed.success) keep(parsed.data);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.line}>
        <TextField
          className={styles.field}
          label={t('settings.proxy')}
          isLabelHidden
          isCode
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('settings.proxy-placeholder')}
          value={text}
          error={isRefused ? t('settings.proxy-refused') : null}
          onChange={(event) => {
            setText(event.target.value);
            setIsRefused(false);
          }}
        />
        <Button type="submit" disabled={text.trim() === present}>
          {t('settings.proxy-keep')}
        </Button>
        {isSystem ? null : (
          <Button variant="quiet" onClick={() => keep('system')}>
            {t('settings.proxy-reset')}
          </Button>
        )}
      </div>
    </form>
  );
}
