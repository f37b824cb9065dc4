import type { Structure } from '../../contract/chat-settings.ts';

/** The grammar that holds a reply to its form. @throws AppError `grammar-invalid`, `schema-invalid`. */
export function structureGrammar(structure: Structure): string | null {
  return structure.kind === 'grammar' ? structure.grammar : null;
}
