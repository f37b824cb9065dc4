import { useApp } from '../../../state/app-context.tsx';
import type { AppAction } from '../../../state/app-services.ts';
import { exchangeDialogOf, openExport, openImport } from '../../../state/chat/exchange.ts';
import { useActions } from '../../../state/hooks.ts';
import { useStore } from '../../../state/store.ts';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';

const actions: readonly AppAction[] = [
  {
    id: 'chat.export-all',
    label: 'action.export-all',
    icon: 'export',
    section: 'chat',
    run: (app) => openExport(app, null),
  },
  { id: 'chat.import', label: 'action.import', icon: 'import', section: 'chat', run: openImport },
];

/** Exports and imports, over every screen. Mounted once. */
export function ExchangeDialogs() {
  const app = useApp();
  const store = exchangeDialogOf(app);
  const dialog = useStore(store);
  useActions(actions);
  const close = (): void => store.set(null);
  if (dialog === null) return null;
  if (dialog.kind === 'import') return <ImportDialog onClose={close} />;
  return <ExportDialog conversationIds={dialog.conversationIds} title={dialog.title} onClose={close} />;
}
