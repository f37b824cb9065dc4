import type { Structure } from '../../contract/chat-settings.ts';
import { AppError } from '../../contract/errors.ts';
import { createGbnfWriter } from './gbnf-writer.ts';
import type { Json } from './json-schema.ts';
import { judgeGbnf } from './judge-gbnf.ts';
import { schemaProblem } from './schema-problem.ts';
import { schemaToGbnf } from './schema-to-gbnf.ts';

/**
 * The grammar that holds a reply to its form; null for none. What comes out is within the bounds of what the engine bears.
 * Needs no model, so a form can be judged while it is written.
 * @throws AppError `grammar-invalid`, `schema-invalid`.
 */
export function structureGrammar(structure: Structure): string | null {
  switch (structure.kind) {
    case 'none':
      return null;
    case 'json':
      return anyJson();
    case 'grammar':
      judgeGbnf(structure.grammar);
      return structure.grammar;
    case 'json-schema':
      return fromSchema(structure.schema);
  }
}

/** At the top, an object or a list: a lone number is not what anybody asks for. */
function anyJson(): string {
  const writer = createGbnfWriter();
  return writer.write(`${writer.shared('object')} | ${writer.shared('array')}`);
}

function fromSchema(text: string): string {
  try {
    const grammar = schemaToGbnf(parse(text));
    judgeGbnf(grammar);
    return grammar;
  } catch (error) {
    if (error instanceof AppError && error.code === 'grammar-invalid') {
      throw schemaProblem(`too large or in a circle: ${String(error.params['detail'])}`);
    }
    if (error instanceof RangeError) throw schemaProblem('too many parts within each other');
    throw error;
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw error instanceof RangeError
      ? error
      : schemaProblem(`not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
