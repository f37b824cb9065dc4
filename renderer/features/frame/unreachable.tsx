import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { DocumentTitle } from '../../ui/document-title.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';

/** Shown in place of a screen while there has been no connection at all. */
export function Unreachable() {
  const { keyboard } = useApp();
  const title = t('frame.unreachable-title');
  return (
    <>
      <DocumentTitle screen={title} />
      <ScreenHeader title={t('frame.app-name')} />
      <EmptyState
        title={title}
        drawing={<Mark size={40} />}
        actions={<ProgressBar label={t('frame.reconnecting')} fraction={null} />}
      >
        {t(keyboard.isDesktop ? 'frame.unreachable-desktop' : 'frame.unreachable-web')}
      </EmptyState>
    </>
  );
}
