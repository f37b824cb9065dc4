import type { ReactNode } from 'react';
import { useShortcuts } from '../../actions/use-shortcuts.ts';
import { t } from '../../i18n/translate.ts';
import { useActions, useRoute, useSettings } from '../../state/hooks.ts';
import { classNames } from '../../ui/class-names.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { frameActions } from './frame-actions.ts';
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
  useActions(frameActions);
  useShortcuts();
  const { screen } = useRoute();
  const isCollapsed = useSettings()?.isRailCollapsed ?? false;
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
      <Rail isCollapsed={isCollapsed} foot={railFoot} />
      <div className={styles.content}>
        <ConnectionBanner />
        <main id={contentId} tabIndex={-1} className={styles.screen}>
          {isUnreachable ? <Unreachable /> : <ScreenBoundary key={screen}>{children}</ScreenBoundary>}
        </main>
      </div>
    </div>
  );
}
