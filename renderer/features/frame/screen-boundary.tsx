import { Component, type ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

type ScreenBoundaryProps = { readonly children: ReactNode };

/** Keeps a fault in one screen from taking the frame with it. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, { readonly hasFailed: boolean }> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <EmptyState
        title={t('frame.screen-failed-title')}
        actions={
          <Button variant="primary" onClick={() => this.setState({ hasFailed: false })}>
            {t('frame.open-again')}
          </Button>
        }
      >
        {t('frame.screen-failed-why')}
      </EmptyState>
    );
  }
}
