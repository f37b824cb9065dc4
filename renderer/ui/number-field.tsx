import { useState } from 'react';
import { SmallInput } from './small-input.tsx';

type NumberFieldProps = {
  readonly label: string;
  /** Null shows the placeholder: nothing is chosen. */
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  /** With one, the field may be left empty. */
  readonly placeholder?: string;
  readonly describedBy?: string | undefined;
  readonly isShort?: boolean;
  readonly onChange: (value: number | null) => void;
};

/** A number within bounds. A text that is none is marked, and forgotten when the field is left. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, least, most, isWhole = false, placeholder, describedBy, isShort = false, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): number | null | undefined =>
    text.trim() === '' && placeholder !== undefined ? null : parseNumber(text, { least, most, isWhole });
  return (
    <SmallInput
      label={label}
      text={typed ?? (value === null ? '' : String(value))}
      isWrong={typed !== null && read(typed) === undefined}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      placeholder={placeholder}
      title={`${least} – ${most}`}
      describedBy={describedBy}
      isShort={isShort}
      onText={(text) => {
        setTyped(text);
        const next = read(text);
        if (next !== undefined) onChange(next);
      }}
      onLeave={() => setTyped(null)}
    />
  );
}

type NumberBounds = { readonly least: number; readonly most: number; readonly isWhole: boolean };

function parseNumber(text: string, { least, most, isWhole }: NumberBounds): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
  const isUsable =
    Number.isFinite(value) && value >= least && value <= most && (!isWhole || Number.isSafeInteger(value));
  return isUsable ? value : undefined;
}
