/** Something the person can act on: shown as one line, without a stack. */
export class SetupError extends Error {}

/** Tells what the set-up is doing; on stderr, because stdout belongs to what the command itself answers. */
export function say(text) {
  process.stderr.write(`counterweight: ${text}\n`);
}
