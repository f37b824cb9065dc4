import {
  ArrowDown,
  ArrowUp,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  Copy,
  Cpu,
  Ellipsis,
  FileBox,
  FolderOpen,
  GitBranch,
  Info,
  Library,
  Lightbulb,
  MessageSquare,
  Monitor,
  Moon,
  PanelLeftClose,
  PanelLeftOpen,
  PencilLine,
  Pin,
  PinOff,
  Play,
  Plus,
  Power,
  PowerOff,
  RotateCcw,
  Search,
  ShieldCheck,
  SlidersHorizontal,
  Square,
  SquarePen,
  Sun,
  Trash2,
  TriangleAlert,
  WrapText,
  X,
  type LucideIcon,
} from 'lucide-react';

const icons = {
  'arrow-down': ArrowDown,
  'arrow-up': ArrowUp,
  branch: GitBranch,
  chat: MessageSquare,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  close: X,
  copy: Copy,
  cpu: Cpu,
  dark: Moon,
  file: FileBox,
  folder: FolderOpen,
  info: Info,
  library: Library,
  light: Sun,
  load: Power,
  more: Ellipsis,
  'new-chat': SquarePen,
  'panel-close': PanelLeftClose,
  'panel-open': PanelLeftOpen,
  pin: Pin,
  play: Play,
  plus: Plus,
  private: ShieldCheck,
  regenerate: RotateCcw,
  remove: Trash2,
  rename: PencilLine,
  search: Search,
  settings: SlidersHorizontal,
  stop: Square,
  system: Monitor,
  thinking: Lightbulb,
  unload: PowerOff,
  unpin: PinOff,
  warning: TriangleAlert,
  wrap: WrapText,
} as const satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof icons;

type IconProps = {
  readonly name: IconName;
  /** Pixels; 16 unless told. */
  readonly size?: number;
  readonly className?: string | undefined;
};

/** A line icon in the text's colour. Always decoration: the control around it carries the name. */
export function Icon({ name, size = 16, className }: IconProps) {
  const Drawing = icons[name];
  return (
    <Drawing
      size={size}
      strokeWidth={size >= 20 ? 1.6 : 1.75}
      absoluteStrokeWidth={false}
      className={className}
      aria-hidden="true"
      focusable="false"
    />
  );
}
