import { t } from '../../i18n/translate.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { bandwidthChoices, bandwidthOf, bandwidthValue } from './bandwidth-choices.ts';

type SpeedLimitProps = { readonly limit: number | null; readonly onChange: (bytesPerSecond: number | null) => void };

/** How much of the connection all downloads together may take. */
export function SpeedLimit({ limit, onChange }: SpeedLimitProps) {
  return (
    <SelectField
      label={t('downloads.limit')}
      value={bandwidthValue(limit)}
      options={bandwidthChoices(limit)}
      onChange={(value) => onChange(bandwidthOf(value))}
    />
  );
}
