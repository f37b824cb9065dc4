import { useState, type FormEvent } from 'react';
import { criterionSchema, maxCriteria } from '../../../../main/contract/votes.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './voting.module.css';

type CriteriaDialogProps = { readonly criteria: readonly string[]; readonly onClose: () => void };
type Line = { readonly key: number; readonly name: string };

/** What answers are marked by. */
export function CriteriaDialog({ criteria, onClose }: CriteriaDialogProps) {
  const { client, attempt } = useApp();
  const [lines, setLines] = useState<readonly Line[]>(() =>
    [...criteria, ...(criteria.length === 0 ? [''] : [])].map((name, key) => ({ key, name })),
  );
  const add = (): void => setLines([...lines, { key: Math.max(-1, ...lines.map(({ key }) => key)) + 1, name: '' }]);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const names = lines.flatMap(({ name }) => criterionSchema.safeParse(name).data ?? []);
    attempt(client.votes.saveCriteria.mutate({ criteria: names }));
    onClose();
  };
  return (
    <Dialog
      title={t('voting.criteria-title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('voting.cancel')}</Button>
          <Button type="submit" form="criteria" variant="primary">
            {t('voting.save')}
          </Button>
        </>
      }
    >
      <form id="criteria" className={styles.criteria} onSubmit={save}>
        <p className={styles.quiet}>{t('voting.criteria-why')}</p>
        {lines.map(({ key, name }, index) => (
          <div key={key} className={styles.criterion}>
            <TextField
              isLabelHidden
              label={t('voting.criterion-name', { number: index + 1 })}
              value={name}
              maxLength={60}
              autoFocus={index === lines.length - 1}
              onChange={({ target }) =>
                setLines(lines.map((line) => (line.key === key ? { key, name: target.value } : line)))
              }
            />
            <IconButton
              icon="remove"
              label={t('voting.criterion-remove', { number: index + 1 })}
              onClick={() => setLines(lines.filter((line) => line.key !== key))}
            />
          </div>
        ))}
        {lines.length < maxCriteria ? (
          <Button size="small" icon="plus" className={styles.add} onClick={add}>
            {t('voting.criterion-add')}
          </Button>
        ) : null}
      </form>
    </Dialog>
  );
}
