/** What one folder (or file) may import besides itself. Types of a forbidden place are forbidden too, unless listed. */
export type Area = {
  readonly path: string;
  /** Folders and files of this project. `!` takes a part out again. */
  readonly areas: readonly string[];
  /** Of these only types. */
  readonly typeAreas?: readonly string[];
  readonly packages?: readonly string[];
  readonly typePackages?: readonly string[];
  /** `local`: Node's modules without processes and network; a list adds to them; absent: none. Types are free. */
  readonly builtins?: readonly string[];
};

/** Node's own modules that start processes or open sockets: a folder needs them by name. */
export const guardedBuiltins: ReadonlySet<string> = new Set([
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'http',
  'http2',
  'https',
  'inspector',
  'net',
  'tls',
]);

const adapters = ['main/contract', 'main/core/ports'];
const renderer = ['main/contract', 'renderer', '!renderer/features'];

/**
 * Who may import whom (docs/ARCHITECTURE.md). The longest matching path decides; a product file that matches none is an
 * error, so that a new folder gets its own line here.
 */
export const areas: readonly Area[] = [
  { path: 'main/contract', areas: [], packages: ['zod'] },
  { path: 'main/core', areas: ['main/contract', 'resources'], builtins: ['local'] },
  { path: 'main/storage', areas: adapters, packages: ['better-sqlite3', 'zod'], builtins: ['local'] },
  {
    path: 'main/net',
    areas: adapters,
    packages: ['undici'],
    builtins: ['local', 'dns', 'http', 'https', 'net', 'tls'],
  },
  { path: 'main/gguf', areas: adapters, builtins: ['local'] },
  { path: 'main/downloads', areas: [...adapters, 'main/core/hub-error.ts'], packages: ['zod'], builtins: ['local'] },
  {
    path: 'main/hub',
    areas: [...adapters, 'main/core/hub-error.ts', 'main/gguf'],
    packages: ['@huggingface/hub', 'zod'],
    builtins: ['local'],
  },
  {
    path: 'main/library',
    areas: [...adapters, 'main/downloads', 'main/gguf'],
    packages: ['zod'],
    builtins: ['local'],
  },
  {
    path: 'main/exchange',
    areas: adapters,
    packages: ['csv-parse', 'csv-stringify', 'markdown-it', 'yauzl'],
    builtins: ['local'],
  },
  { path: 'main/peft', areas: [...adapters, 'main/gguf'], packages: ['zod'], builtins: ['local'] },
  {
    path: 'main/structure',
    areas: [...adapters, 'main/runner/structure', 'main/runner/template/time-limit.ts'],
    packages: ['@cfworker/json-schema'],
    builtins: ['local'],
  },
  // NVIDIA's program is the only reader of a card's power that needs no driver's library.
  { path: 'main/energy', areas: adapters, builtins: ['local', 'child_process'] },
  { path: 'main/logging', areas: adapters, builtins: ['local'] },
  {
    path: 'main/runners',
    areas: [...adapters, 'main/runner/frames.ts', 'main/runner/protocol.ts'],
    packages: ['zod'],
    builtins: ['local', 'child_process'],
  },
  {
    path: 'main/runner',
    areas: ['main/contract'],
    packages: ['@huggingface/jinja', 'node-llama-cpp', 'zod'],
    builtins: ['local'],
  },
  // Only to ask a short-lived process why a backend's library cannot be opened.
  {
    path: 'main/runner/backend-failure.ts',
    areas: ['main/contract', 'main/runner'],
    builtins: ['local', 'child_process'],
  },
  // Only to open the pipes that it was started with.
  {
    path: 'main/runner/app-channel.ts',
    areas: ['main/contract', 'main/runner'],
    builtins: ['local', 'net'],
  },
  {
    path: 'main/api',
    areas: ['main/contract', 'main/core'],
    packages: ['@trpc/server', 'zod'],
    typePackages: ['ws'],
    builtins: ['local'],
  },
  { path: 'main/server', areas: ['main/contract', 'main/core'], packages: ['zod'], builtins: ['local', 'http', 'net'] },
  { path: 'main/cli', areas: ['main/contract', 'main/core', 'main/compose.ts', 'main/logging'], builtins: ['local'] },
  {
    path: 'main/compose.ts',
    areas: ['main', '!main/api', '!main/cli', '!main/electron', '!main/runner', '!main/server', '!main/web'],
    builtins: ['local'],
  },
  {
    path: 'main/web',
    areas: ['main', '!main/runner', '!main/electron', 'package.json'],
    packages: ['ws'],
    builtins: ['local', 'child_process', 'http', 'net'],
  },
  {
    path: 'main/electron',
    areas: ['main', '!main/runner', '!main/web', 'package.json'],
    packages: ['electron', 'zod'],
    builtins: ['local', 'child_process'],
  },
  { path: 'preload', areas: ['main/contract'], packages: ['electron'] },
  // The only file of the page that knows the router, and only its type.
  {
    path: 'renderer/api',
    areas: renderer,
    typeAreas: ['main/api/router.ts'],
    packages: ['@trpc/client', 'react'],
  },
  { path: 'renderer/state', areas: renderer, packages: ['react'] },
  { path: 'renderer/actions', areas: renderer, packages: ['react'] },
  { path: 'renderer/i18n', areas: ['main/contract', 'package.json'] },
  {
    path: 'renderer/ui',
    areas: ['main/contract', 'renderer/i18n', 'renderer/state'],
    packages: ['lucide-react', 'react', 'react-dom'],
  },
  // Sections of how replies are made, for chats and contestants; the library of system prompts keeps what is written.
  {
    path: 'renderer/ui/chat-settings',
    areas: ['main/contract', 'renderer/api', 'renderer/i18n', 'renderer/state', 'renderer/ui'],
    packages: ['react'],
  },
  {
    path: 'renderer/ui/markdown',
    areas: ['renderer/i18n', 'renderer/ui'],
    packages: ['katex', 'lowlight', 'markdown-it', 'react'],
    typePackages: ['hast'],
  },
  // Runs in a frame without an origin, where diagrams are drawn.
  {
    path: 'renderer/diagram-sandbox',
    areas: ['renderer/ui/markdown/diagram/diagram-messages.ts'],
    packages: ['mermaid'],
  },
  // What two texts have in common, word by word.
  {
    path: 'renderer/features/compare/difference',
    areas: renderer,
    packages: ['diff', 'lucide-react', 'react', 'react-dom'],
  },
  { path: 'renderer/features', areas: renderer, packages: ['lucide-react', 'react', 'react-dom'] },
  {
    path: 'renderer',
    areas: ['main/contract', 'package.json'],
    packages: ['@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono', 'react', 'react-dom'],
  },
];

/** Folders whose subfolders never import each other. */
export const isolatedFolders: readonly string[] = ['renderer/features'];

/** A type that only one file of the renderer may take from main. */
export const singleImporter = { target: 'main/api/router.ts', within: 'renderer' } as const;

/** File and folder names that say nothing about what is inside, alone or as the last word. */
export const emptyName = /^(index|common|misc)$|^(.+[-.])?(utils?|helpers?|manager)$/;
