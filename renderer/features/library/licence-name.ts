import type { ModelFacts } from '../../../main/contract/models.ts';

/** Identifiers as publishers write them into the header, in their everyday spelling. */
const names: Readonly<Record<string, string>> = {
  'apache-2.0': 'Apache 2.0',
  mit: 'MIT',
  'bsd-3-clause': 'BSD 3',
  'cc-by-4.0': 'CC BY 4.0',
  'cc-by-nc-4.0': 'CC BY-NC 4.0',
  'cc-by-sa-4.0': 'CC BY-SA 4.0',
  gemma: 'Gemma',
  llama2: 'Llama 2',
  llama3: 'Llama 3',
  'llama3.1': 'Llama 3.1',
  'llama3.2': 'Llama 3.2',
  'llama3.3': 'Llama 3.3',
  llama4: 'Llama 4',
  'gpl-3.0': 'GPL 3.0',
};

/** The licence's short name; null when the file names none. */
export function licenceName(licence: ModelFacts['licence']): string | null {
  if (licence === null) return null;
  // `other` says nothing; then the name says more.
  if (licence.id === '' || licence.id === 'other') return licence.name ?? (licence.id === '' ? null : licence.id);
  return names[licence.id.toLowerCase()] ?? licence.name ?? licence.id;
}
