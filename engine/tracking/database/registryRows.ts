// Registered models, their versions, tags and aliases as rows of MLflow's database.
import type { SqlRow, SqlValue } from '../../ports.ts';
import { inWorkspace } from './experimentRows.ts';
import { MlflowError, missing } from './mlflowError.ts';
import type { OpenTables } from './trackingDatabase.ts';

export interface ModelVersionRecord {
  readonly name: string;
  readonly version: number;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly description: string | null;
  readonly userId: string | null;
  readonly stage: string;
  readonly source: string;
  readonly storageLocation: string | null;
  readonly runId: string | null;
  readonly runLink: string | null;
  readonly status: string;
  readonly statusMessage: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: readonly string[];
}
export interface RegisteredModelRecord {
  readonly name: string;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: readonly { readonly alias: string; readonly version: number }[];
  /** Ascending, deleted ones left out. */
  readonly versions: readonly ModelVersionRecord[];
}

const deletedStage = 'Deleted_Internal';
const text = (value: SqlValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
const number = (value: SqlValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/** All of them, or the one of that name; ascending by name. */
export function listRegisteredModels(tables: OpenTables, name?: string): readonly RegisteredModelRecord[] {
  const { sql } = tables;
  const of = (table: string): string =>
    `${name === undefined ? 'true' : `${table}.name = ?`}${inWorkspace(tables, table)}`;
  const values = name === undefined ? [] : [name];
  const versions = listVersions(tables, name);
  const tags = sql
    .prepare(`SELECT name, key, value FROM registered_model_tags WHERE ${of('registered_model_tags')}`)
    .all(...values);
  const aliases = sql
    .prepare(
      `SELECT name, alias, version FROM registered_model_aliases WHERE ${of('registered_model_aliases')} ORDER BY alias`,
    )
    .all(...values);
  return sql
    .prepare(
      `SELECT name, creation_time, last_updated_time, description FROM registered_models
       WHERE ${of('registered_models')} ORDER BY name`,
    )
    .all(...values)
    .map(row => ({
      name: String(row.name),
      createdAt: number(row.creation_time),
      updatedAt: number(row.last_updated_time),
      description: text(row.description),
      tags: toTexts(tags.filter(tag => tag.name === row.name)),
      aliases: aliases
        .filter(alias => alias.name === row.name)
        .map(alias => ({ alias: String(alias.alias), version: Number(alias.version) })),
      versions: versions.filter(version => version.name === row.name),
    }));
}

export function needRegisteredModel(tables: OpenTables, name: string): RegisteredModelRecord {
  const [found] = listRegisteredModels(tables, name);
  if (found === undefined) throw missing(`Registered Model with name=${name} not found`);
  return found;
}

export function listVersions(tables: OpenTables, name?: string): readonly ModelVersionRecord[] {
  const { sql } = tables;
  const of = (table: string): string =>
    `${name === undefined ? 'true' : `${table}.name = ?`}${inWorkspace(tables, table)}`;
  const values = name === undefined ? [] : [name];
  const tags = sql
    .prepare(`SELECT name, version, key, value FROM model_version_tags WHERE ${of('model_version_tags')}`)
    .all(...values);
  const aliases = sql
    .prepare(
      `SELECT name, alias, version FROM registered_model_aliases WHERE ${of('registered_model_aliases')} ORDER BY alias`,
    )
    .all(...values);
  const isOf = (row: SqlRow) => (other: SqlRow) => other.name === row.name && other.version === row.version;
  return sql
    .prepare(
      `SELECT * FROM model_versions WHERE ${of('model_versions')} AND current_stage <> '${deletedStage}' ORDER BY name, version`,
    )
    .all(...values)
    .map(row => ({
      name: String(row.name),
      version: Number(row.version),
      createdAt: number(row.creation_time),
      updatedAt: number(row.last_updated_time),
      description: text(row.description),
      userId: text(row.user_id),
      stage: text(row.current_stage) ?? 'None',
      source: text(row.source) ?? '',
      storageLocation: text(row.storage_location),
      runId: text(row.run_id),
      runLink: text(row.run_link),
      status: text(row.status) ?? 'READY',
      statusMessage: text(row.status_message),
      tags: toTexts(tags.filter(isOf(row))),
      aliases: aliases.filter(isOf(row)).map(({ alias }) => String(alias)),
    }));
}

export function needVersion(tables: OpenTables, name: string, version: number): ModelVersionRecord {
  const found = listVersions(tables, name).find(one => one.version === version);
  if (found === undefined) throw missing(`Model Version (name=${name}, version=${version}) not found`);
  return found;
}

const toTexts = (rows: readonly SqlRow[]): Record<string, string> =>
  Object.fromEntries(rows.map(row => [String(row.key), String(row.value ?? '')]));

export interface NewRegisteredModel {
  readonly name: string;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly now: number;
}

export function insertRegisteredModel(tables: OpenTables, { name, description, tags, now }: NewRegisteredModel): void {
  if (listRegisteredModels(tables, name).length > 0)
    throw new MlflowError('RESOURCE_ALREADY_EXISTS', `Registered Model (name=${name}) already exists.`);
  tables.sql
    .prepare('INSERT INTO registered_models (name, creation_time, last_updated_time, description) VALUES (?, ?, ?, ?)')
    .run(name, now, now, description);
  for (const [key, value] of Object.entries(tags)) setModelTag(tables, { name, key, value });
}

/** Tags are replaced by hand: the keys of these tables differ between releases. */
export function setModelTag(
  tables: OpenTables,
  tag: { readonly name: string; readonly key: string; readonly value: string },
): void {
  deleteModelTag(tables, tag);
  tables.sql
    .prepare('INSERT INTO registered_model_tags (name, key, value) VALUES (?, ?, ?)')
    .run(tag.name, tag.key, tag.value);
}
export function deleteModelTag(tables: OpenTables, tag: { readonly name: string; readonly key: string }): void {
  const where = `name = ? AND key = ?${inWorkspace(tables, 'registered_model_tags')}`;
  tables.sql.prepare(`DELETE FROM registered_model_tags WHERE ${where}`).run(tag.name, tag.key);
}

interface VersionTag {
  readonly name: string;
  readonly version: number;
  readonly key: string;
}
export function setVersionTag(tables: OpenTables, tag: VersionTag & { readonly value: string }): void {
  deleteVersionTag(tables, tag);
  tables.sql
    .prepare('INSERT INTO model_version_tags (name, version, key, value) VALUES (?, ?, ?, ?)')
    .run(tag.name, tag.version, tag.key, tag.value);
}
export function deleteVersionTag(tables: OpenTables, { name, version, key }: VersionTag): void {
  const where = `name = ? AND version = ? AND key = ?${inWorkspace(tables, 'model_version_tags')}`;
  tables.sql.prepare(`DELETE FROM model_version_tags WHERE ${where}`).run(name, version, key);
}

export interface NewVersion {
  readonly name: string;
  readonly source: string;
  readonly storageLocation: string;
  readonly runId: string | null;
  readonly runLink: string | null;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly now: number;
}

/** The next number, counting deleted versions too. */
export function insertVersion(tables: OpenTables, version: NewVersion): number {
  const { sql } = tables;
  needRegisteredModel(tables, version.name);
  const next = Number(
    sql
      .prepare(
        `SELECT coalesce(max(version), 0) + 1 AS n FROM model_versions WHERE name = ?${inWorkspace(tables, 'model_versions')}`,
      )
      .get(version.name)?.n,
  );
  sql
    .prepare(
      `INSERT INTO model_versions (name, version, creation_time, last_updated_time, description, current_stage, source,
         storage_location, run_id, run_link, status)
       VALUES (?, ?, ?, ?, ?, 'None', ?, ?, ?, ?, 'READY')`,
    )
    .run(
      version.name,
      next,
      version.now,
      version.now,
      version.description,
      version.source,
      version.storageLocation,
      version.runId,
      version.runLink,
    );
  for (const [key, value] of Object.entries(version.tags))
    setVersionTag(tables, { name: version.name, version: next, key, value });
  touchModel(tables, version.name, version.now);
  return next;
}

export function touchModel(tables: OpenTables, name: string, now: number): void {
  const where = `name = ?${inWorkspace(tables, 'registered_models')}`;
  tables.sql.prepare(`UPDATE registered_models SET last_updated_time = ? WHERE ${where}`).run(now, name);
}

interface VersionChange {
  readonly name: string;
  readonly version: number;
  readonly description?: string | null;
  readonly stage?: string;
  readonly now: number;
}
export function changeVersion(tables: OpenTables, { name, version, description, stage, now }: VersionChange): void {
  const where = `name = ? AND version = ?${inWorkspace(tables, 'model_versions')}`;
  const set = (column: string, value: SqlValue): void => {
    tables.sql.prepare(`UPDATE model_versions SET ${column} = ? WHERE ${where}`).run(value, name, version);
  };
  if (description !== undefined) set('description', description);
  if (stage !== undefined) set('current_stage', stage);
  set('last_updated_time', now);
}

/** The row stays so that its number is not given again; what it said goes. */
export function deleteVersion(tables: OpenTables, name: string, version: number, now: number): void {
  const where = (table: string): string => `name = ? AND version = ?${inWorkspace(tables, table)}`;
  for (const table of ['registered_model_aliases', 'model_version_tags'])
    tables.sql.prepare(`DELETE FROM ${table} WHERE ${where(table)}`).run(name, version);
  tables.sql
    .prepare(
      `UPDATE model_versions SET current_stage = '${deletedStage}', last_updated_time = ?, description = NULL,
         user_id = NULL, source = 'REDACTED-SOURCE-PATH', run_id = 'REDACTED-RUN-ID', run_link = 'REDACTED-RUN-LINK',
         status_message = NULL WHERE ${where('model_versions')}`,
    )
    .run(now, name, version);
  touchModel(tables, name, now);
}

export function setAlias(
  tables: OpenTables,
  alias: { readonly name: string; readonly alias: string; readonly version: number },
): void {
  deleteAlias(tables, alias);
  tables.sql
    .prepare('INSERT INTO registered_model_aliases (name, alias, version) VALUES (?, ?, ?)')
    .run(alias.name, alias.alias, alias.version);
}
export function deleteAlias(tables: OpenTables, alias: { readonly name: string; readonly alias: string }): void {
  const where = `name = ? AND alias = ?${inWorkspace(tables, 'registered_model_aliases')}`;
  tables.sql.prepare(`DELETE FROM registered_model_aliases WHERE ${where}`).run(alias.name, alias.alias);
}

export function changeRegisteredModel(
  tables: OpenTables,
  {
    name,
    newName,
    description,
    now,
  }: { readonly name: string; readonly newName?: string; readonly description?: string; readonly now: number },
): void {
  const where = `name = ?${inWorkspace(tables, 'registered_models')}`;
  if (description !== undefined)
    tables.sql.prepare(`UPDATE registered_models SET description = ? WHERE ${where}`).run(description, name);
  touchModel(tables, name, now);
  // Versions, tags and aliases follow by the tables' own ON UPDATE CASCADE.
  if (newName !== undefined)
    tables.sql.prepare(`UPDATE registered_models SET name = ? WHERE ${where}`).run(newName, name);
}

export function deleteRegisteredModel(tables: OpenTables, name: string): void {
  for (const table of [
    'model_version_tags',
    'registered_model_aliases',
    'registered_model_tags',
    'model_versions',
    'registered_models',
  ])
    tables.sql.prepare(`DELETE FROM ${table} WHERE name = ?${inWorkspace(tables, table)}`).run(name);
}
