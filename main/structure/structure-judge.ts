import type { Structure } from '../contract/chat-settings.ts';
import { AppError } from '../contract/errors.ts';
import type { StructureJudge } from '../core/ports/structure-judge.ts';
import { structureGrammar } from '../runner/structure/structure-grammar.ts';
import { createTimeLimit, TimeLimitError } from '../runner/template/time-limit.ts';
import { judgeJson } from './judge-json.ts';

/** A schema is somebody's program in a small language: patterns may never end, references may go round. */
const limitMs = 300;

/** Judges replies in the app's own process, with a limit that ends a regular expression too. */
export function createStructureJudge(): StructureJudge {
  const limit = createTimeLimit();
  return {
    judge: (structure, text) => {
      try {
        return limit(() => judgeText(structure, text), limitMs);
      } catch (error) {
        return describeFailure(error);
      }
    },
    check: (structure) => {
      try {
        limit(() => structureGrammar(structure), limitMs);
        return null;
      } catch (error) {
        return describeRefusal(error);
      }
    },
  };
}

function judgeText(structure: Structure, text: string): string | null {
  if (structure.kind === 'none') return null;
  if (structure.kind === 'json') return judgeJson(text, true);
  if (structure.kind === 'json-schema') return judgeJson(text, JSON.parse(structure.schema));
  return text === '' ? 'The reply is empty.' : null;
}

/** The converter's own words where it refuses. */
function describeRefusal(error: unknown): string {
  if (error instanceof AppError) return String(error.params['detail'] ?? error.code);
  if (error instanceof TimeLimitError) return 'it takes too long to read';
  return error instanceof RangeError ? 'it is nested too deeply' : describeFailure(error);
}

function describeFailure(error: unknown): string {
  if (error instanceof TimeLimitError) return 'Could not be checked: the schema takes too long.';
  if (error instanceof RangeError) return 'Could not be checked: nested too deeply.';
  const message = error instanceof Error ? error.message : String(error);
  return `Could not be checked: ${message.split('\n')[0] ?? ''}`;
}
