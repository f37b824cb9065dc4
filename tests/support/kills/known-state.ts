import type { Change, Line } from './change.ts';

type Known = { readonly text: string; readonly isRemoved: boolean; readonly isStreamed: boolean };
type State = { readonly messages: ReadonlyMap<string, Known>; readonly drafts: ReadonlyMap<string, string> };
type Shown = { readonly id: string; readonly length: number; readonly atMs: number };

/** What is read from a database: by id its text and whether it is removed; drafts by key. */
export type FoundState = {
  readonly messages: ReadonlyMap<string, { readonly text: string; readonly isRemoved: boolean }>;
  readonly drafts: ReadonlyMap<string, string>;
};

/** Text may be in memory only for so long: 500 ms, and one turn of the clock that commits it. */
const uncommittedMs = 600;

/**
 * What must be in the database: everything that was acknowledged. The change that was under way when the process died
 * may be there whole, or not at all.
 */
export class KnownState {
  #state: State = { messages: new Map(), drafts: new Map() };
  readonly #backups = new Map<string, State>();
  #pending: Change | null = null;
  #shown: Shown[] = [];
  #aliveAtMs = 0;
  #acknowledged = 0;

  take(line: Line): void {
    if (line.line === 'begin') this.#pending = line.change;
    if (line.line === 'done') this.#acknowledge(line.backupId);
    if (line.line !== 'shown') return;
    this.#shown.push(line);
    this.#aliveAtMs = line.atMs;
  }

  /** @returns what is missing or wrong, in words; nothing when all is there. From then on what was found is what is known. */
  compare(found: FoundState): readonly string[] {
    const candidates = this.#pending === null ? [this.#state] : [this.#state, this.#after(this.#pending)];
    const complaints = candidates.map((state) => differences(state, found));
    const best = complaints.find((list) => list.length === 0) ?? complaints[0] ?? [];
    const late = this.#shown
      .filter(({ atMs }) => atMs <= this.#aliveAtMs - uncommittedMs)
      .filter(({ id, length }) => (found.messages.get(id)?.text.length ?? 0) < length)
      .map(({ id, length }) => `${id} had ${length} characters, has ${found.messages.get(id)?.text.length ?? 'none'}`);
    this.#adopt(found);
    return [...best, ...late].slice(0, 5);
  }

  /** How many changes were acknowledged since this was asked last. */
  takeAcknowledged(): number {
    const count = this.#acknowledged;
    this.#acknowledged = 0;
    return count;
  }

  #acknowledge(backupId: string | null): void {
    if (this.#pending === null) throw new Error('acknowledged what was not begun');
    this.#state = this.#after(this.#pending);
    if (this.#pending.type === 'backup' && backupId !== null) this.#backups.set(backupId, this.#state);
    // What a restore brings back was shown before.
    if (this.#pending.type === 'restore') this.#shown = [];
    this.#pending = null;
    this.#acknowledged += 1;
  }

  #after(change: Change): State {
    const messages = new Map(this.#state.messages);
    const drafts = new Map(this.#state.drafts);
    switch (change.type) {
      case 'messages':
        for (const { id, text } of change.messages) messages.set(id, { text, isRemoved: false, isStreamed: false });
        break;
      case 'stream':
        messages.set(change.id, { text: messages.get(change.id)?.text ?? '', isRemoved: false, isStreamed: true });
        break;
      case 'removed':
      case 'put-back':
        for (const id of change.ids) {
          const known = messages.get(id);
          if (known) messages.set(id, { ...known, isRemoved: change.type === 'removed' });
        }
        break;
      case 'draft':
        if (change.text === '') drafts.delete(change.key);
        else drafts.set(change.key, change.text);
        break;
      case 'restore':
        return this.#backups.get(change.id) ?? this.#state;
      case 'backup':
        break;
    }
    return { messages, drafts };
  }

  #adopt({ messages, drafts }: FoundState): void {
    const entries = [...messages].map(([id, message]) => [id, { ...message, isStreamed: false }] as const);
    this.#state = { messages: new Map(entries), drafts: new Map(drafts) };
    this.#pending = null;
    this.#shown = [];
  }
}

function differences(state: State, found: FoundState): readonly string[] {
  const messages = [...state.messages].flatMap(([id, known]) => {
    const there = found.messages.get(id);
    if (!there) return [`message ${id} is lost`];
    if (there.isRemoved !== known.isRemoved) return [`message ${id} is ${there.isRemoved ? 'removed' : 'back'}`];
    const isRight = known.isStreamed ? there.text.startsWith(known.text) : there.text === known.text;
    return isRight ? [] : [`message ${id} has another text: ${there.text.length} for ${known.text.length} characters`];
  });
  const strangers = [...found.messages.keys()].filter((id) => !state.messages.has(id));
  const keys = new Set([...state.drafts.keys(), ...found.drafts.keys()]);
  const drafts = [...keys].filter((key) => state.drafts.get(key) !== found.drafts.get(key));
  return [
    ...messages,
    ...strangers.map((id) => `message ${id} came from nowhere`),
    ...drafts.map((key) => `the draft of ${key} is another`),
  ];
}
