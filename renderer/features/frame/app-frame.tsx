import type { ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import { useRoute, useSettings } from '../../state/hooks.ts';
import { useIsNarrow } from '../../state/use-is-narrow.ts';
import { classNames } from '../../ui/class-names.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Rail } from './rail.tsx';
import { ScreenBoundary } from './screen-boundary.tsx';
import { Unreachable } from './unreachable.tsx';
import { useIsUnreachable } from './use-is-unreachable.ts';
import styles from './app-frame.module.css';

const contentId = 'content';

type AppFrameProps = {
  /** What other features show at the rail's foot. */
  readonly railFoot: ReactNode;
  readonly children: ReactNode;
};

/** The rail, the banner and the place for a screen. */
export function AppFrame({ railFoot, children }: AppFrameProps) {
  const { screen } = useRoute();
  const isNarrow = useIsNarrow();
  const isCollapsed = (useSettings()?.isRailCollapsed ?? false) || isNarrow;
  const isUnreachable = useIsUnreachable();
  return (
    <div className={classNames(styles.frame, isCollapsed && styles.collapsed)}>
      {/* The address is the route, so the link moves the focus itself. */}
      <a
        className={styles.skip}
        href={`#${contentId}`}
        onClick={(event) => {
          event.preventDefault();
          document.getElementById(contentId)?.focus();
        }}
      >
        {t('frame.skip-to-content')}
      </a>
      <Rail isCollapsed={isCollapsed} canExpand={!isNarrow} foot={railFoot} />
      <div className={styles.content}>
        <ConnectionBanner />
        <main id={contentId} tabIndex={-1} className={styles.screen}>
          {isUnreachable ? <Unreachable /> : <ScreenBoundary key={screen}>{children}</ScreenBoundary>}
        </main>
      </div>
    </div>
  );
}
