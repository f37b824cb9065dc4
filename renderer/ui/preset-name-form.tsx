import { t } from '../i18n/translate.ts';
import { usePresetNaming } from '../state/preset-naming.ts';
import { Button } from './button.tsx';
import { TextField } from './text-field.tsx';

type PresetNameFormProps = {
  readonly className?: string | undefined;
  /** Empty for settings that have no name yet. */
  readonly firstName?: string;
  readonly hint?: string;
  readonly save: (name: string) => Promise<{ readonly name: string }>;
  readonly onDone: () => void;
};

/** Gives settings a name, or a preset another one; Escape leaves it. */
export function PresetNameForm({ className, firstName = '', hint, save, onDone }: PresetNameFormProps) {
  const { name, setName, error, submit } = usePresetNaming({ firstName, save, onDone });
  return (
    <form className={className} onSubmit={submit}>
      <TextField
        label={t('ui.preset-name')}
        isLabelHidden
        autoFocus
        maxLength={80}
        placeholder={t('ui.preset-name')}
        value={name}
        error={error}
        {...(hint === undefined ? {} : { hint })}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onDone();
        }}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('ui.preset-save')}
      </Button>
      <Button variant="quiet" onClick={onDone}>
        {t('ui.cancel')}
      </Button>
    </form>
  );
}
