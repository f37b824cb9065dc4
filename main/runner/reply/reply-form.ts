import { LlamaGrammarEvaluationState } from 'node-llama-cpp';
import { AppError } from '../../contract/errors.ts';
import type { Structure } from '../../contract/chat-settings.ts';
import type { LoadedModel } from '../load-model.ts';
import { structureGrammar } from '../structure/structure-grammar.ts';

/** What the answer is held to: the engine's own state, which follows the tokens it lets through. */
export type ReplyForm = LlamaGrammarEvaluationState;

/**
 * Null for a reply that may be anything.
 * @throws AppError `grammar-invalid`, `schema-invalid`, before anything is evaluated.
 */
export async function createReplyForm(
  { model }: Pick<LoadedModel, 'model'>,
  structure: Structure,
): Promise<ReplyForm | null> {
  const text = structureGrammar(structure);
  if (text === null) return null;
  try {
    const grammar = await model.llama.createGrammar({ grammar: text });
    return new LlamaGrammarEvaluationState({ model, grammar });
  } catch (error) {
    const code = structure.kind === 'grammar' ? 'grammar-invalid' : 'schema-invalid';
    throw new AppError(code, { detail: 'the engine cannot read the grammar' }, { cause: error });
  }
}
