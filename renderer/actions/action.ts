import type { PlainWordKey } from '../i18n/translate.ts';
import type { IconName } from '../ui/icon.tsx';
import type { Shortcut } from './shortcut.ts';

export type ActionSection = 'chat' | 'compare' | 'go' | 'models' | 'view';

/** A command. One record feeds the palette, the shortcuts and the menus. */
export type Action<Context> = {
  /** `area.verb`. */
  readonly id: string;
  readonly label: PlainWordKey;
  readonly icon: IconName;
  readonly section: ActionSection;
  readonly shortcut?: Shortcut;
  /** Commands that make no sense as a line in the palette, such as the palette itself. */
  readonly isHiddenInPalette?: boolean;
  /** Always, unless told. */
  readonly isEnabled?: (context: Context) => boolean;
  readonly run: (context: Context) => void | Promise<void>;
};
