import type { Database } from 'better-sqlite3';
import { maxTags, projectSchema, type Project } from '../contract/organise.ts';
import type { OrganiseRepository } from '../core/ports/organise-repository.ts';
import type { ConversationId } from '../contract/ids.ts';

type ProjectRow = {
  readonly id: string;
  readonly name: string;
  readonly systemPrompt: string;
  readonly createdAtMs: number;
};

/** Projects, the archive and tags, in hand-written SQL. */
export function createOrganiseRepository(database: Database): OrganiseRepository {
  return { ...projectMethods(database), ...placeMethods(database), ...tagMethods(database) };
}

function projectMethods(
  database: Database,
): Pick<OrganiseRepository, 'projects' | 'saveProject' | 'removeProject' | 'restoreProject'> {
  const selectAll = database.prepare<[], ProjectRow>(
    `SELECT id, name, system_prompt AS systemPrompt, created_at_ms AS createdAtMs FROM projects
     WHERE deleted_at_ms IS NULL ORDER BY name COLLATE NOCASE, created_at_ms, id`,
  );
  const save = database.prepare<[Project]>(
    `INSERT INTO projects (id, name, system_prompt, created_at_ms) VALUES (@id, @name, @systemPrompt, @createdAtMs)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, system_prompt = excluded.system_prompt`,
  );
  const members = database
    .prepare<[string], ConversationId>('SELECT id FROM conversations WHERE project_id = ?')
    .pluck();
  const remove = database.prepare<[string]>('DELETE FROM projects WHERE id = ?');
  const refile = database.prepare<[string, string]>(
    'UPDATE conversations SET project_id = ? WHERE id = ? AND project_id IS NULL',
  );
  return {
    projects: () => selectAll.all().map((row) => projectSchema.parse(row)),
    saveProject: (project) => void save.run(project),
    // What refers to it is let go by the foreign key.
    removeProject: database.transaction((id: string) => {
      const ids = members.all(id);
      remove.run(id);
      return ids;
    }) as OrganiseRepository['removeProject'],
    restoreProject: database.transaction((project: Project, ids: readonly ConversationId[]) => {
      save.run(project);
      for (const id of ids) refile.run(project.id, id);
    }) as OrganiseRepository['restoreProject'],
  };
}

function placeMethods(database: Database): Pick<OrganiseRepository, 'setProject' | 'setArchived'> {
  const file = database.prepare<[string | null, string]>('UPDATE conversations SET project_id = ? WHERE id = ?');
  const archive = database.prepare<[number, string]>('UPDATE conversations SET is_archived = ? WHERE id = ?');
  return {
    setProject: database.transaction((ids: readonly string[], projectId: string | null) => {
      for (const id of ids) file.run(projectId, id);
    }) as OrganiseRepository['setProject'],
    setArchived: database.transaction((ids: readonly string[], isArchived: boolean) => {
      for (const id of ids) archive.run(Number(isArchived), id);
    }) as OrganiseRepository['setArchived'],
  };
}

function tagMethods(database: Database): Pick<OrganiseRepository, 'setTags' | 'changeTag'> {
  const spelling = database
    .prepare<[string], string>('SELECT tag FROM conversation_tags WHERE tag = ? ORDER BY conversation_id LIMIT 1')
    .pluck();
  const clear = database.prepare<[string]>('DELETE FROM conversation_tags WHERE conversation_id = ?');
  const take = database.prepare<[string, string]>(
    'DELETE FROM conversation_tags WHERE conversation_id = ? AND tag = ?',
  );
  const count = database
    .prepare<[string], number>('SELECT count(*) FROM conversation_tags WHERE conversation_id = ?')
    .pluck();
  const add = database.prepare<[string, string]>(
    'INSERT OR IGNORE INTO conversation_tags (conversation_id, tag) VALUES (?, ?)',
  );
  const asSpelt = (tag: string): string => spelling.get(tag) ?? tag;
  return {
    setTags: database.transaction((id: string, tags: readonly string[]) => {
      const spelt = tags.map(asSpelt);
      clear.run(id);
      for (const tag of spelt) add.run(id, tag);
    }) as OrganiseRepository['setTags'],
    changeTag: database.transaction((ids: readonly string[], tag: string, isSet: boolean) => {
      const spelt = asSpelt(tag);
      for (const id of ids) {
        if (!isSet) take.run(id, spelt);
        else if ((count.get(id) ?? 0) < maxTags) add.run(id, spelt);
      }
    }) as OrganiseRepository['changeTag'],
  };
}
