import { parseArgs } from 'node:util';
import { SetupError } from '../setup/say.mjs';

export type TestOptions = {
  readonly only: readonly string[];
  readonly isReady: boolean;
  readonly filters: readonly string[];
};

/**
 * Reads `--only STAGE[,STAGE]`, `--ready` and, with `--only`, file filters for the runner.
 * @throws SetupError naming the stages that exist.
 */
export function parseTestOptions(args: readonly string[], names: readonly string[]): TestOptions {
  const { values, positionals } = parse(args);
  const only = values.only?.split(',') ?? [];
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw wrongUse(`there is no stage "${unknown}"; there are ${names.join(', ')}.`);
  if (positionals.length > 0 && only.length === 0) throw wrongUse('file filters go with --only unit or --only e2e.');
  return { only, isReady: values.ready === true, filters: positionals };
}

function parse(args: readonly string[]): { values: { only?: string; ready?: boolean }; positionals: string[] } {
  try {
    const options = { only: { type: 'string' }, ready: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw wrongUse(error instanceof Error ? error.message : String(error));
  }
}

function wrongUse(text: string): SetupError {
  return Object.assign(new SetupError(text), { exitCode: 2 });
}
