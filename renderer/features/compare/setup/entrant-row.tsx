import { columnLimits } from '../../../../main/contract/contestants.ts';
import type { ChatSettings } from '../../../../main/contract/chat-settings.ts';
import { t } from '../../../i18n/translate.ts';
import { withModel, type Entrant, type Way } from '../../../state/compare/setup/line-up.ts';
import { useAdapters } from '../../../state/library/library-hooks.ts';
import { liveValue } from '../../../state/stream.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import type { MenuItem } from '../../../ui/menu.tsx';
import type { EntrantCommands } from './use-entrant-commands.ts';
import { ModelChoice } from './model-choice.tsx';
import { setupWords } from './setup-words.ts';
import { WayField } from './way-field.tsx';
import styles from './entrant-row.module.css';

type EntrantRowProps = {
  readonly entrant: Entrant;
  /** Its place, 0 first, of `count`. */
  readonly place: number;
  readonly count: number;
  readonly way: Way;
  readonly inherited: ChatSettings;
  readonly commands: EntrantCommands;
  readonly onSettings: () => void;
  readonly onLibrary: () => void;
};

/** One contestant of a comparison that has not begun. */
export function EntrantRow(props: EntrantRowProps) {
  const { entrant, place, way, inherited, commands, onSettings, onLibrary } = props;
  const { key, setup } = entrant;
  const number = place + 1;
  const adapters = liveValue(useAdapters()) ?? [];
  const words = setupWords(withoutWay(setup, way), inherited, adapters);
  return (
    <li className={styles.row} aria-label={t('compare-setup.contestant', { number })} data-entrant={key}>
      <span aria-hidden="true" className={styles.number}>
        {number}
      </span>
      <div className={styles.main}>
        <div className={styles.line}>
          <ModelChoice
            modelId={setup.modelId}
            number={number}
            onChoose={(modelId) => commands.change(key, withModel(setup, modelId))}
          />
          {way === 'temperatures' ? (
            <WayField
              {...{ way, number, setup, inherited, onLibrary }}
              onChange={(next) => commands.change(key, next)}
            />
          ) : null}
        </div>
        {words.length === 0 ? null : <p className={styles.words}>{words.join(' · ')}</p>}
        {way === 'prompts' ? (
          <WayField {...{ way, number, setup, inherited, onLibrary }} onChange={(next) => commands.change(key, next)} />
        ) : null}
      </div>
      <div className={styles.buttons}>
        <IconButton
          size="small"
          icon="settings"
          label={t('compare-setup.settings-of', { number })}
          onClick={onSettings}
        />
        <MenuButton size="small" label={t('compare-setup.more-of', { number })} items={menuItems(props)} />
      </div>
    </li>
  );
}

/** What stands in a field of the row need not be said in its words. */
function withoutWay(setup: Entrant['setup'], way: Way): Entrant['setup'] {
  if (way === 'prompts') return { ...setup, systemPrompt: '' };
  if (way !== 'temperatures') return setup;
  const { temperature: _temperature, ...sampling } = setup.settings.sampling ?? {};
  return { ...setup, settings: { ...setup.settings, sampling } };
}

function menuItems({ entrant: { key }, place, count, commands }: EntrantRowProps): readonly MenuItem[] {
  const isLeast = count <= columnLimits.least;
  return [
    {
      id: 'duplicate',
      label: t('compare-setup.duplicate'),
      icon: 'copy',
      isDisabled: count >= columnLimits.most,
      onSelect: () => commands.duplicate(key),
    },
    {
      id: 'up',
      label: t('compare-setup.up'),
      icon: 'arrow-up',
      isDisabled: place === 0,
      onSelect: () => commands.move(key, -1),
    },
    {
      id: 'down',
      label: t('compare-setup.down'),
      icon: 'arrow-down',
      isDisabled: place === count - 1,
      onSelect: () => commands.move(key, 1),
    },
    {
      id: 'remove',
      label: t('compare-setup.remove'),
      icon: 'close',
      startsGroup: true,
      isDisabled: isLeast,
      ...(isLeast ? { detail: t('compare-setup.remove-least') } : {}),
      onSelect: () => commands.remove(key),
    },
  ];
}
