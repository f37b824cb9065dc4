import type { PlainWordKey } from '../../i18n/translate.ts';

export type ModelColumn = {
  readonly id: string;
  readonly label: PlainWordKey;
  readonly isNumber?: boolean;
  /** The class that hides it where there is no room; its fact then stands under the name. */
  readonly hides?: 'where-wide' | 'used';
};

export const modelColumns: readonly ModelColumn[] = [
  { id: 'name', label: 'library.column-name' },
  { id: 'parameters', label: 'library.column-parameters', isNumber: true, hides: 'where-wide' },
  { id: 'quantization', label: 'library.column-quantization' },
  { id: 'size', label: 'library.column-size', isNumber: true },
  { id: 'context', label: 'library.column-context', isNumber: true, hides: 'where-wide' },
  { id: 'licence', label: 'library.column-licence', hides: 'where-wide' },
  { id: 'state', label: 'library.column-state' },
  { id: 'used', label: 'library.column-used', hides: 'used' },
];
