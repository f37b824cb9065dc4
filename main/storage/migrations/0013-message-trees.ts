import type { Migration } from '../migration.ts';

/** Where a path leads, without reading its words; what begins a conversation; which prompts build on another one. */
export const messageTreesMigration: Migration = {
  number: 13,
  name: 'message-trees',
  sql: `
    CREATE INDEX messages_links ON messages (id, parent_id);
    CREATE INDEX messages_roots ON messages (conversation_id, position) WHERE parent_id IS NULL;
    CREATE INDEX reply_prompts_by_base ON reply_prompts (base_id) WHERE base_id IS NOT NULL;
    CREATE INDEX removals_by_conversation ON removals (conversation_id, removed_at_ms);
  `,
};
