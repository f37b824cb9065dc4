/** One step of the database's format: SQL that runs once, in a transaction of its own. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string };
