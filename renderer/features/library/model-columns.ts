import type { PlainWordKey } from '../../i18n/translate.ts';

export type ModelColumn = {
  readonly id: string;
  readonly label: PlainWordKey;
  readonly isNumber?: boolean;
  /** The class that hides it where there is no room. */
  readonly hides?: 'licence' | 'used';
};

export const modelColumns: readonly ModelColumn[] = [
  { id: 'name', label: 'library.column-name' },
  { id: 'parameters', label: 'library.column-parameters', isNumber: true },
  { id: 'quantization', label: 'library.column-quantization' },
  { id: 'size', label: 'library.column-size', isNumber: true },
  { id: 'context', label: 'library.column-context', isNumber: true },
  { id: 'licence', label: 'library.column-licence', hides: 'licence' },
  { id: 'state', label: 'library.column-state' },
  { id: 'used', label: 'library.column-used', hides: 'used' },
];

/** With the column of actions. */
export const columnCount = modelColumns.length + 1;
