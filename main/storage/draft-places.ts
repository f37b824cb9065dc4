/** SQL: a draft with this key shows where a person writes, and that place is there. @param key a column. */
export function isDraftShown(key: string): string {
  return `(${key} IN (':new', 'compare:new')
    OR EXISTS (SELECT 1 FROM conversations c
      WHERE c.id = ${key} AND c.deleted_at_ms IS NULL AND c.column_id IS NULL)
    OR EXISTS (SELECT 1 FROM comparisons c
      WHERE 'compare:' || c.id = ${key} AND c.id = substr(${key}, 9) AND c.deleted_at_ms IS NULL)
    OR EXISTS (SELECT 1 FROM messages m JOIN conversations c ON c.id = m.conversation_id
      WHERE 'edit:' || m.id = ${key} AND m.id = substr(${key}, 6)
        AND m.deleted_at_ms IS NULL AND c.deleted_at_ms IS NULL))`;
}

/** SQL: what the key names is there, deleted or not: it may come back. @param key a column. */
export function isPlaceThere(key: string): string {
  return `(${key} IN (':new', 'compare:new')
    OR EXISTS (SELECT 1 FROM conversations c WHERE c.id = ${key})
    OR EXISTS (SELECT 1 FROM messages m WHERE 'edit:' || m.id = ${key} AND m.id = substr(${key}, 6))
    OR EXISTS (SELECT 1 FROM comparisons c WHERE 'compare:' || c.id = ${key} AND c.id = substr(${key}, 9))
    OR EXISTS (SELECT 1 FROM rounds r WHERE 'round:' || r.id = ${key} AND r.id = substr(${key}, 7))
    OR EXISTS (SELECT 1 FROM shelf_prompts s WHERE 'shelf:' || s.id = ${key} AND s.id = substr(${key}, 7)))`;
}
