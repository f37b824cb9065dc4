import { createHash } from 'node:crypto';
import type { ContestantSetup } from '../../../contract/contestants.ts';
import { fillVariables } from '../../chat-settings/prompt-variables.ts';
import { chatSettingsOf } from './freeze-setup.ts';

/**
 * What makes two setups the same contestant: the same content, however it was written down. @param setup as
 * `freezeSetup` gives it. @returns 64 hexadecimal digits.
 */
export function contestantKey(setup: ContestantSetup): string {
  const { modelId, load, systemPrompt } = setup;
  const content = { modelId, load, settings: chatSettingsOf(setup), systemPrompt, variables: usedVariables(setup) };
  return createHash('sha256').update(canonical(content)).digest('hex');
}

/** Values that its system prompt does not ask for change nothing. */
function usedVariables({ systemPrompt, variables }: ContestantSetup): Record<string, string> {
  const surroundings = { nowMs: 0, modelName: '', locale: 'en' };
  const found = fillVariables(systemPrompt, variables, surroundings).variables;
  return Object.fromEntries(found.flatMap(({ name, isBuiltIn, value }) => (isBuiltIn ? [] : [[name, value ?? '']])));
}

/** JSON with the keys of every object in order, and without absent ones. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}
