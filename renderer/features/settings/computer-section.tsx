import type { ReactNode } from 'react';
import type { SystemInfo } from '../../../main/contract/system.ts';
import { formatMemory } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SettingsSection } from './settings-section.tsx';
import styles from './computer-section.module.css';

/** Where the data is, which version this is, and what it runs on. */
export function ComputerSection({ info }: { readonly info: SystemInfo | null }) {
  const show = (value: (known: SystemInfo) => ReactNode) => (info === null ? <Skeleton width="60%" /> : value(info));
  return (
    <SettingsSection title={t('settings.computer')}>
      <dl aria-busy={info === null}>
        <Fact name={t('settings.data-folder')}>
          {show((known) => (
            <>
              <code className={styles.path}>{known.dataFolder}</code>
              <CopyButton text={() => known.dataFolder} label={t('settings.copy-data-folder')} />
            </>
          ))}
        </Fact>
        <Fact name={t('settings.version')}>{show((known) => known.appVersion)}</Fact>
        <Fact name={t('settings.host')}>{show((known) => t(`settings.host-${known.host}`))}</Fact>
        <Fact name={t('settings.system')}>{show((known) => t(`settings.platform-${known.platform}`))}</Fact>
        <Fact name={t('settings.processor')}>
          {show((known) => t('settings.cores', { name: known.cpuModel, count: known.coreCount }))}
        </Fact>
        <Fact name={t('settings.memory')}>{show((known) => formatMemory(known.totalMemoryBytes))}</Fact>
      </dl>
    </SettingsSection>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
