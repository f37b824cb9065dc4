import { loadLimits } from '../../../main/contract/load-settings.ts';
import { t } from '../../i18n/translate.ts';
import { NumberField } from '../number-field.tsx';

type AdapterScaleProps = {
  readonly name: string;
  readonly scale: number;
  readonly onChange: (scale: number) => void;
};

/** How strongly an adapter counts. */
export function AdapterScale({ name, scale, onChange }: AdapterScaleProps) {
  return (
    <NumberField
      isShort
      label={t('run.adapter-scale', { name })}
      value={scale}
      {...loadLimits.adapterScale}
      onChange={(next) => {
        if (next !== null) onChange(next);
      }}
    />
  );
}
