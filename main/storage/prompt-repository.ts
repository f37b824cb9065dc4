import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { replyPromptSchema, type ReplyPrompt } from '../contract/prompt.ts';
import type { PromptRepository } from '../core/ports/runtime-repositories.ts';
import { addPrompt, noPrompt, subtractPrompt, type PromptDelta, type PromptPieces } from './prompt-delta.ts';

type PromptRow = {
  reply_id: string;
  kept_start: number;
  kept_end: number;
  text: string;
  literals: string;
  token_count: number;
  template: string | null;
  reply_start: number | null;
};

const literalsSchema = z.array(z.number());

/** Prompts as what they add to the prompt of the nearest earlier reply on their path, where they share much with it. */
export function createPromptRepository(database: Database): PromptRepository {
  const find = prepareFind(database);
  const put = preparePut(database, find);
  const rebase = preparePromptRebase(database);
  const selectBase = database
    .prepare<[string], string>(
      `WITH RECURSIVE above (id) AS (
         SELECT parent_id FROM messages WHERE id = ?
         UNION ALL
         SELECT m.parent_id FROM above JOIN messages m ON m.id = above.id
         WHERE NOT EXISTS (SELECT 1 FROM reply_prompts WHERE reply_id = above.id)
       ) SELECT reply_id FROM above JOIN reply_prompts ON reply_id = id`,
    )
    .pluck();
  const save = (prompt: ReplyPrompt): void => {
    // A reply that goes on has another prompt; others may be kept as what they add to the one it had.
    rebase(prompt.replyId);
    put(prompt, selectBase.get(prompt.replyId) ?? null);
  };
  return { find, save: database.transaction(save) };
}

/** @returns what makes every prompt that builds on this reply's build on the one before it: this one may go. */
export function preparePromptRebase(database: Database): (replyId: string) => void {
  const find = prepareFind(database);
  const put = preparePut(database, find);
  const selectBase = database
    .prepare<[string], string | null>('SELECT base_id FROM reply_prompts WHERE reply_id = ?')
    .pluck();
  const selectBuiltOn = database
    .prepare<[string], string>('SELECT reply_id FROM reply_prompts WHERE base_id = ?')
    .pluck();
  return (replyId) => {
    for (const id of selectBuiltOn.all(replyId)) {
      const prompt = find(id);
      if (prompt) put(prompt, selectBase.get(replyId) ?? null);
    }
  };
}

function preparePut(
  database: Database,
  find: (replyId: string) => ReplyPrompt | null,
): (prompt: ReplyPrompt, baseId: string | null) => void {
  const insert = database.prepare(`
    INSERT INTO reply_prompts (reply_id, base_id, kept_start, kept_end, text, literals, token_count, template, reply_start)
    VALUES (@replyId, @baseId, @keptStart, @keptEnd, @text, @literals, @tokenCount, @template, @replyStart)
    ON CONFLICT (reply_id) DO UPDATE SET base_id = excluded.base_id, kept_start = excluded.kept_start,
      kept_end = excluded.kept_end, text = excluded.text, literals = excluded.literals,
      token_count = excluded.token_count, template = excluded.template, reply_start = excluded.reply_start`);
  return (prompt, baseId) => {
    const before = baseId === null ? null : find(baseId);
    const base = before !== null && isMostlyShared(subtractPrompt(prompt, before)) ? before : null;
    const delta = subtractPrompt(prompt, base ?? { text: '', literals: [] });
    const template = JSON.stringify(prompt.template);
    insert.run({
      ...delta,
      replyId: prompt.replyId,
      baseId: base === null ? null : baseId,
      tokenCount: prompt.tokenCount,
      replyStart: prompt.replyStart,
      literals: JSON.stringify(delta.literals),
      template: base !== null && JSON.stringify(base.template) === template ? null : template,
    });
  };
}

/** Else it stands by itself: who leans on it need not read what is before it, which may be all of a long conversation. */
function isMostlyShared({ keptStart, keptEnd, text }: PromptDelta): boolean {
  return keptStart + keptEnd >= text.length;
}

function prepareFind(database: Database): (replyId: string) => ReplyPrompt | null {
  const selectChain = database.prepare<[string], PromptRow>(
    `WITH RECURSIVE chain (id, depth) AS (
       SELECT ?, 0
       UNION ALL
       SELECT p.base_id, chain.depth + 1 FROM chain JOIN reply_prompts p ON p.reply_id = chain.id
       WHERE p.base_id IS NOT NULL
     ) SELECT reply_id, kept_start, kept_end, text, literals, token_count, template, reply_start
       FROM chain JOIN reply_prompts ON reply_id = id ORDER BY depth DESC`,
  );
  return (replyId) => {
    const rows = selectChain.all(replyId);
    const last = rows.at(-1);
    if (!last) return null;
    const { pieces, literals } = rows.reduce(addRow, noPrompt);
    const template = rows.findLast((row) => row.template !== null)?.template ?? 'null';
    return replyPromptSchema.parse({
      replyId: last.reply_id,
      text: pieces.join(''),
      literals,
      tokenCount: last.token_count,
      replyStart: last.reply_start,
      template: JSON.parse(template) as unknown,
    });
  };
}

function addRow(base: PromptPieces, row: PromptRow): PromptPieces {
  const literals = literalsSchema.parse(JSON.parse(row.literals));
  return addPrompt(base, { keptStart: row.kept_start, keptEnd: row.kept_end, text: row.text, literals });
}
