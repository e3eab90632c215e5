// Stores that Feast does not know, versions that are gone, stores of one machine in the cloud, passwords.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { entriesAt, numberAt, textAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';

const online =
  'sqlite redis dynamodb datastore bigtable postgres mysql cassandra scylladb hbase hazelcast elasticsearch singlestore qdrant milvus mongodb snowflake.online couchbase.online ikv rockset hybrid remote aerospike'.split(
    ' ',
  );
const offline =
  'file dask duckdb bigquery redshift snowflake.offline spark postgres trino athena mssql clickhouse couchbase.offline ray oracle hybrid remote'.split(
    ' ',
  );
const registries = 'file sql snowflake.registry remote'.split(' ');
const engines = 'local snowflake.engine lambda k8s spark.engine ray.engine flink.engine bytewax'.split(' ');
const auths = 'no_auth kubernetes oidc oidc_client'.split(' ');

export function feastFindings(root: YamlNode): readonly Diagnostic[] {
  const types = [
    ['online_store', 'type', online],
    ['offline_store', 'type', offline],
    ['registry', 'registry_type', registries],
    ['batch_engine', 'type', engines],
    ['auth', 'type', auths],
  ] as const;
  return [
    ...serialization(root),
    ...types.flatMap(([key, inner, known]) => typeFindings(key, typeNode(childOf(root, key), inner), known)),
    ...cloudFindings(root),
  ];
}

/** A store may be written as its type alone; a registry as its path. */
function typeNode(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return key === 'type' && textOf(node) !== undefined ? node : childOf(node, key);
}

/** Classes of one's own are written as `package.module.Class`; only a near miss of a known name is sure. */
function typeFindings(key: string, node: YamlNode | undefined, known: readonly string[]): readonly Diagnostic[] {
  const name = textOf(node);
  if (node === undefined || name === undefined || known.includes(name) || /[A-Z$]|\..*\./.test(name)) return [];
  const nearest = nearestName(name, known);
  if (nearest === null) return [];
  return [finding('feast-type-unknown', node, { key, name, nearest }, { fixes: [replaceFix(node, nearest)] })];
}

/** Versions 1 and 2 were removed from Feast. */
function serialization(root: YamlNode): readonly Diagnostic[] {
  const key = 'entity_key_serialization_version';
  const version = numberAt(root, key);
  const node = childOf(root, key);
  if (version === undefined || node === undefined || version >= 3) return [];
  return [finding('feast-serialization', node, { version }, { fixes: [replaceFix(node, '3')] })];
}

/** What lies on one machine is not seen by the others. */
function cloudFindings(root: YamlNode): readonly Diagnostic[] {
  const provider = textAt(root, 'provider') ?? 'local';
  if (!['gcp', 'aws', 'azure'].includes(provider)) return [];
  const registry = childOf(root, 'registry');
  const isFile = ['file', undefined].includes(textAt(registry, 'registry_type'));
  const path = textOf(registry) === undefined ? childOf(registry, 'path') : registry;
  const written = textOf(path);
  const isLocal = written !== undefined && written !== '' && !/:|\$|^\//.test(written);
  const store = typeNode(childOf(root, 'online_store'), 'type');
  return [
    ...(path !== undefined && isFile && isLocal ? [finding('feast-local', path, { what: 'registry', provider })] : []),
    ...(store !== undefined && textOf(store) === 'sqlite'
      ? [finding('feast-local', store, { what: 'online_store', provider })]
      : []),
  ];
}

export function passwordFindings(node: YamlNode, depth = 0): readonly Diagnostic[] {
  if (depth > 10) return [];
  return entriesAt(node).flatMap(({ key, value }) => {
    const text = textOf(value);
    if (text === undefined) return passwordFindings(value, depth + 1);
    if (!/^(.*_)?password$/i.test(key.raw) || text === '' || /^[$<{*]/.test(text)) return [];
    return [finding('feast-password', value)];
  });
}
