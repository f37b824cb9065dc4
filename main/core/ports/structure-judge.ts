import type { Structure } from '../../contract/chat-settings.ts';

/** Looks at the form of replies. Bounded in time and memory; neither method throws. */
export interface StructureJudge {
  /** What is wrong with a finished reply's text, in plain words; null when it has the form. */
  judge(structure: Structure, text: string): string | null;
  /** Why replies cannot be held to this form, in plain words; null when they can. */
  check(structure: Structure): string | null;
}
