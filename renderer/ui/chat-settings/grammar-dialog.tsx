import { t } from '../../i18n/translate.ts';
import { Button } from '../button.tsx';
import { CodeArea } from '../code-area.tsx';
import { Dialog } from '../dialog.tsx';
import { StructureState } from './structure-state.tsx';
import styles from './schema-dialog.module.css';

type GrammarDialogProps = {
  readonly grammar: string;
  readonly onChange: (grammar: string) => void;
  readonly onClose: () => void;
};

/** A grammar in llama.cpp's notation. */
export function GrammarDialog({ grammar, onChange, onClose }: GrammarDialogProps) {
  return (
    <Dialog
      title={t('chat-settings.grammar-title')}
      width="wide"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('chat-settings.done')}
        </Button>
      }
    >
      <div className={styles.body}>
        <p className={styles.none}>{t('chat-settings.grammar-why')}</p>
        <CodeArea
          className={styles.text}
          label={t('chat-settings.grammar-text')}
          isWrong={false}
          value={grammar}
          maxLength={500_000}
          onChange={(event) => onChange(event.target.value)}
        />
        <StructureState structure={{ kind: 'grammar', grammar }} />
      </div>
    </Dialog>
  );
}
