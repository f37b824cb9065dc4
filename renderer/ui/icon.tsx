import {
  ArrowDown,
  ArrowUp,
  ArrowUpRight,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  CircleCheck,
  CloudOff,
  Compass,
  Copy,
  Cpu,
  Download,
  Ellipsis,
  ExternalLink,
  FileBox,
  FolderOpen,
  GitBranch,
  Heart,
  Info,
  KeyRound,
  Library,
  Lightbulb,
  Lock,
  MessageSquare,
  Monitor,
  Moon,
  PanelLeftClose,
  PanelLeftOpen,
  Pause,
  PencilLine,
  Pin,
  PinOff,
  Play,
  Plus,
  Power,
  PowerOff,
  RotateCcw,
  Scale,
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
  'chevron-up': ChevronUp,
  close: X,
  copy: Copy,
  cpu: Cpu,
  dark: Moon,
  discover: Compass,
  done: CircleCheck,
  download: Download,
  external: ExternalLink,
  file: FileBox,
  folder: FolderOpen,
  info: Info,
  key: KeyRound,
  library: Library,
  licence: Scale,
  light: Sun,
  likes: Heart,
  load: Power,
  lock: Lock,
  more: Ellipsis,
  'new-chat': SquarePen,
  offline: CloudOff,
  'panel-close': PanelLeftClose,
  'panel-open': PanelLeftOpen,
  pause: Pause,
  pin: Pin,
  play: Play,
  plus: Plus,
  private: ShieldCheck,
  regenerate: RotateCcw,
  remove: Trash2,
  rename: PencilLine,
  search: Search,
  sent: ArrowUpRight,
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
