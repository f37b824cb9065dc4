import type { Message } from '../../../../main/contract/chat.ts';
import type { ScoredToken } from '../../../../main/contract/token-view.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { TokenView } from '../../../state/chat/token-view.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { JudgedTokens } from './judged-tokens.tsx';
import { useTokenView } from './use-token-view.ts';
import styles from './token-view-dialog.module.css';

type TokenViewDialogProps = { readonly reply: Message; readonly onClose: () => void };

/** How sure a model was of each token of its reply, and the way to have it go on from another one. */
export function TokenViewDialog({ reply, onClose }: TokenViewDialogProps) {
  const app = useApp();
  const { view, load } = useTokenView(reply.id);
  const branch = (place: number, tokenId: number): void => {
    onClose();
    app.attempt(app.client.tokens.branchAt.mutate({ replyId: reply.id, place, tokenId }));
    app.wantedFocus.set('composer');
  };
  return (
    <Dialog title={t('tokens.title')} width="broad" onClose={onClose}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('tokens.title')}</h2>
        <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
      </div>
      <p className={styles.what}>{t('tokens.what', { name: reply.modelName ?? t('chat.unknown-model') })}</p>
      <Content view={view} onLoad={load} onBranch={branch} />
    </Dialog>
  );
}

type ContentProps = {
  readonly view: TokenView;
  readonly onLoad: () => void;
  readonly onBranch: (place: number, tokenId: ScoredToken['id']) => void;
};

function Content({ view, onLoad, onBranch }: ContentProps) {
  switch (view.status) {
    case 'failed':
      return <ErrorPanel error={view.error} onRetry={onLoad} className={styles.panel} />;
    case 'unavailable':
      return view.why === 'not-loaded' ? (
        <div className={styles.unloaded}>
          <p>{t('tokens.not-loaded')}</p>
          <Button icon="load" onClick={onLoad}>
            {t('tokens.load')}
          </Button>
        </div>
      ) : (
        <EmptyState title={t('tokens.none-title')}>{t(`tokens.${view.why}`)}</EmptyState>
      );
    case 'working':
      return (
        <>
          <div className={styles.progress} role="status">
            <span>{t(view.phase === 'loading' ? 'tokens.loading' : 'tokens.reading')}</span>
            <ProgressBar
              label={t(view.phase === 'loading' ? 'tokens.loading' : 'tokens.reading')}
              fraction={view.fraction}
            />
          </div>
          {view.tokens.length === 0 ? null : <JudgedTokens tokens={view.tokens} judged={null} onBranch={onBranch} />}
        </>
      );
    case 'done':
      return <JudgedTokens tokens={view.tokens} judged={view} onBranch={onBranch} />;
  }
}
