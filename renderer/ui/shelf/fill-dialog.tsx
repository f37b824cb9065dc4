import { useState } from 'react';
import type { ShelfPrompt } from '../../../main/contract/prompt-shelf.ts';
import { t } from '../../i18n/translate.ts';
import { Button } from '../button.tsx';
import { PromptVariables } from '../chat-settings/prompt-variables.tsx';
import { usePromptPreview } from '../chat-settings/use-prompt-preview.ts';
import { Dialog } from '../dialog.tsx';
import styles from './shelf.module.css';

type FillDialogProps = {
  readonly prompt: ShelfPrompt;
  readonly onFilled: (variables: Readonly<Record<string, string>>) => void;
  readonly onClose: () => void;
};

type Values = Readonly<Record<string, string>>;
const noValues: Values = {};

/** Asks for the values of a prompt's variables and shows what would be put in. */
export function FillDialog({ prompt, onFilled, onClose }: FillDialogProps) {
  const [values, setValues] = useState<Values>(noValues);
  const preview = usePromptPreview(prompt.text, values, null);
  const fill = (): void => onFilled(values);
  return (
    <Dialog
      title={t('shelf.fill-title', { title: prompt.title })}
      width="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" onClick={fill}>
            {t('shelf.fill-go')}
          </Button>
        </>
      }
    >
      <div className={styles.fill}>
        <p className={styles.quiet}>{t('shelf.fill-why')}</p>
        <PromptVariables variables={preview?.variables ?? []} own={values} onChange={setValues} />
        <p className={styles.preview} dir="auto">
          {preview?.text ?? prompt.text}
        </p>
      </div>
    </Dialog>
  );
}
