import { useRef, useState, type ReactNode } from 'react';
import { t, type PlainWordKey } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useRoute, useShortcutCaps } from '../../state/hooks.ts';
import { formatRoute, type Route } from '../../state/route.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { NetworkState } from './network-state.tsx';
import { RunningModels } from './running-models.tsx';
import styles from './rail.module.css';

type RailScreen = {
  readonly route: Route;
  readonly label: PlainWordKey;
  readonly icon: IconName;
  readonly actionId: string;
};

const screens: readonly RailScreen[] = [
  { route: { screen: 'chat', conversationId: null }, label: 'frame.chat', icon: 'chat', actionId: 'go.chat' },
  {
    route: { screen: 'compare', comparisonId: null },
    label: 'frame.compare',
    icon: 'compare',
    actionId: 'go.compare',
  },
  { route: { screen: 'library' }, label: 'frame.library', icon: 'library', actionId: 'go.library' },
  {
    route: { screen: 'discover', repo: null },
    label: 'frame.discover',
    icon: 'discover',
    actionId: 'go.discover',
  },
  { route: { screen: 'settings' }, label: 'frame.settings', icon: 'settings', actionId: 'go.settings' },
];

/** From another screen, chat and comparing open where they were left; from itself each begins anew. */
function useHomeOf(): (route: Route) => Route {
  const route = useRoute();
  const [left, setLeft] = useState<ReadonlyMap<Route['screen'], Route>>(new Map());
  const isRemembered = route.screen === 'chat' || route.screen === 'compare';
  if (isRemembered && left.get(route.screen) !== route) setLeft(new Map([...left, [route.screen, route]]));
  return (target) => (target.screen === route.screen ? target : (left.get(target.screen) ?? target));
}

type RailProps = {
  readonly isCollapsed: boolean;
  /** False where the whole rail would not fit. */
  readonly canExpand: boolean;
  readonly foot: ReactNode;
};

/** The left rail: the screens, and at its foot what the computer is doing. */
export function Rail({ isCollapsed, canExpand, foot }: RailProps) {
  const homeOf = useHomeOf();
  return (
    <header className={classNames(styles.rail, isCollapsed && styles.collapsed)}>
      <RailHead isCollapsed={isCollapsed} canExpand={canExpand} />
      <nav className={styles.body} aria-label={t('frame.navigation')}>
        <PaletteButton isCollapsed={isCollapsed} />
        {screens.map((screen) => (
          <RailLink
            key={screen.label}
            target={screen}
            href={formatRoute(homeOf(screen.route))}
            isCollapsed={isCollapsed}
          />
        ))}
      </nav>
      <div className={styles.foot}>
        <RunningModels isCollapsed={isCollapsed} />
        {foot}
        <NetworkState isCollapsed={isCollapsed} />
      </div>
    </header>
  );
}

function RailHead({ isCollapsed, canExpand }: Omit<RailProps, 'foot'>) {
  const app = useApp();
  const keys = useShortcutCaps('view.toggle-rail');
  const toggle = (
    <IconButton
      label={t(isCollapsed ? 'frame.expand-rail' : 'frame.collapse-rail')}
      icon={isCollapsed ? 'panel-open' : 'panel-close'}
      keys={keys}
      tooltipSide="right"
      aria-expanded={!isCollapsed}
      onClick={() => app.updateSettings({ isRailCollapsed: !isCollapsed })}
    />
  );
  return (
    <div className={styles.head} data-drag-region>
      {isCollapsed ? null : (
        <>
          <Mark size={20} />
          <span className={styles.name}>{t('frame.app-name')}</span>
        </>
      )}
      {canExpand ? toggle : <Mark size={20} />}
    </div>
  );
}

function PaletteButton({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const app = useApp();
  const keys = useShortcutCaps('app.palette');
  const button = useRef<HTMLButtonElement>(null);
  const label = t('palette.title');
  return (
    <>
      <button
        ref={button}
        type="button"
        className={classNames(styles.item, styles.search)}
        aria-label={isCollapsed ? label : undefined}
        aria-keyshortcuts={keys?.join('+')}
        onClick={() => app.isPaletteOpen.set(true)}
      >
        <Icon name="search" size={15} />
        {isCollapsed ? null : (
          <>
            <span className={styles.label}>{label}</span>
            {keys === undefined ? null : (
              <span aria-hidden="true">
                <Kbd keys={keys} />
              </span>
            )}
          </>
        )}
      </button>
      {isCollapsed ? <Tooltip target={button} text={label} keys={keys} side="right" isName /> : null}
    </>
  );
}

type RailLinkProps = { readonly target: RailScreen; readonly href: string; readonly isCollapsed: boolean };

function RailLink({ target, href, isCollapsed }: RailLinkProps) {
  const current = useRoute();
  const keys = useShortcutCaps(target.actionId);
  const link = useRef<HTMLAnchorElement>(null);
  const label = t(target.label);
  return (
    <>
      <a
        ref={link}
        href={href}
        className={styles.item}
        aria-current={current.screen === target.route.screen ? 'page' : undefined}
        aria-label={label}
      >
        <Icon name={target.icon} size={17} />
        {isCollapsed ? null : <span className={styles.label}>{label}</span>}
      </a>
      {isCollapsed ? <Tooltip target={link} text={label} keys={keys} side="right" isName /> : null}
    </>
  );
}
