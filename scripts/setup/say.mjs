/** Something the person can act on: shown as one line, without a stack. */
export class SetupError extends Error {}

/** Tells what the set-up is doing; on stderr, because stdout belongs to what the command itself answers. */
export function say(text) {
  process.stderr.write(`counterweight: ${text}\n`);
}

/** Runs a script's body: a SetupError becomes one line and exit code 1 (or its own), anything else is a bug. */
export async function runScript(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = error.exitCode ?? 1;
  }
}
