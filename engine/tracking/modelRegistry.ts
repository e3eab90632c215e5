// The project's model registry: registered models and versions in MLflow's own tables, their files where MLflow looks.
import type { GateVerdict } from '../domain/gate.ts';
import type { RunId } from '../domain/ids.ts';
import type {
  ModelRegistry,
  ModelVersion,
  NewModelVersion,
  RegisteredModel,
  VersionSelector,
} from '../domain/modelVersion.ts';
import { trouble } from '../errors.ts';
import type { Ports } from '../ports.ts';
import {
  insertLoggedModel,
  needLoggedModel,
  setLoggedModelStatus,
  setLoggedModelTags,
} from './database/loggedModelRows.ts';
import { MlflowError } from './database/mlflowError.ts';
import {
  deleteAlias,
  insertRegisteredModel,
  insertVersion,
  listRegisteredModels,
  type ModelVersionRecord,
  needVersion,
  type RegisteredModelRecord,
  setAlias,
  touchModel,
} from './database/registryRows.ts';
import type { OpenTables } from './database/trackingDatabase.ts';
import type { TrackingStore } from './trackingStore.ts';

/** Tags of ours on a model version. */
const versionTags = { hash: 'trainyard.package_hash', verdicts: 'trainyard.gates' } as const;

type RegistryPorts = Pick<Ports, 'files' | 'ids' | 'clock'>;

/** Works on the store's own database; runs of file stores can be looked at but not registered from. */
export function openModelRegistry(store: TrackingStore, ports: RegistryPorts): ModelRegistry {
  const { database, artifacts } = store.backing;
  const write = <T>(work: (tables: OpenTables) => T): T => asTrouble(() => database.write(work));
  const metricsOf = (runId: RunId | null): Readonly<Record<string, number>> | null => {
    const run = runId === null ? null : store.run(runId);
    return run === null ? null : Object.fromEntries(Object.values(run.metrics).map(({ key, value }) => [key, value]));
  };
  const toVersion = (record: ModelVersionRecord): ModelVersion => ({
    model: record.name,
    version: record.version,
    aliases: record.aliases,
    createdAt: record.createdAt,
    description: record.description,
    runId: record.runId,
    tags: record.tags,
    folder: artifacts.folder(record.storageLocation ?? record.source),
    hash: record.tags[versionTags.hash] ?? null,
    metrics: metricsOf(record.runId) ?? {},
    verdicts: readVerdicts(record.tags),
  });
  const toModel = (record: RegisteredModelRecord): RegisteredModel => ({
    name: record.name,
    description: record.description,
    aliases: Object.fromEntries(record.aliases.map(({ alias, version }) => [alias, version])),
    versions: record.versions.map(toVersion).reverse(),
  });
  const models = (name?: string): readonly RegisteredModel[] =>
    (database.read(tables => listRegisteredModels(tables, name)) ?? [])
      .filter(({ tags }) => tags['mlflow.prompt.is_prompt'] !== 'true')
      .map(toModel);
  const model = (name: string): RegisteredModel | null => models(name)[0] ?? null;
  return {
    models: () => models(),
    model,
    version: selector => selectVersion(model(selector.model), selector),
    async register(version) {
      const place = choosePlace(store, version, ports);
      await placeFiles(ports, version.packageFolder, place.folder);
      try {
        return toVersion(write(tables => insertAll(tables, version, place, ports.clock.now())));
      } catch (error) {
        await ports.files.remove(place.folder);
        throw error;
      }
    },
    setAlias: (name, alias, version) =>
      write(tables => {
        needVersion(tables, name, version);
        setAlias(tables, { name, alias, version });
        touchModel(tables, name, ports.clock.now());
      }),
    deleteAlias: (name, alias) =>
      write(tables => {
        deleteAlias(tables, { name, alias });
        touchModel(tables, name, ports.clock.now());
      }),
    runMetrics: metricsOf,
  };
}

function selectVersion(model: RegisteredModel | null, { at }: VersionSelector): ModelVersion | null {
  if (model === null) return null;
  if (at === null) return model.versions[0] ?? null;
  const number = typeof at === 'number' ? at : model.aliases[at];
  return model.versions.find(({ version }) => version === number) ?? null;
}

interface Place {
  /** Null before MLflow 3, which keeps models below their runs. */
  readonly modelId: string | null;
  readonly experimentId: string;
  readonly location: string;
  readonly folder: string;
}

function choosePlace(store: TrackingStore, { model, runId }: NewModelVersion, { ids }: RegistryPorts): Place {
  const { database, artifacts } = store.backing;
  const run = store.run(runId);
  const hasLoggedModels = database.read(({ schema }) => schema.has('logged_models'));
  if (run === null || run.source !== undefined || hasLoggedModels === null)
    throw trouble('not-found', { what: 'run', id: runId });
  const modelId = hasLoggedModels ? `m-${ids.next()}` : null;
  const own = artifacts.present(run.artifactUri).replace(/\/$/, '');
  // A run's artifacts are at <experiment>/<run>/artifacts.
  const experiment = own.replace(/\/[^/]+\/artifacts$/, '');
  const location =
    modelId === null ? `${own}/trainyard-${ids.next().slice(0, 12)}` : `${experiment}/models/${modelId}/artifacts`;
  const folder = artifacts.folder(location);
  if (folder === null)
    throw trouble('package-invalid', {
      path: model,
      reason: `its run keeps artifacts at ${location}, not on this machine`,
    });
  return { modelId, experimentId: run.experimentId, location, folder };
}

/** Beside first, then all at once under the name that rows will tell. */
async function placeFiles({ files }: RegistryPorts, from: string, to: string): Promise<void> {
  if ((await files.stat(`${from}/trainyard.json`))?.kind !== 'file')
    throw trouble('package-invalid', { path: from, reason: 'it has no trainyard.json' });
  const beside = `${to}.part`;
  await files.remove(beside);
  await copyFolder(files, from, beside);
  await files.rename(beside, to);
  await files.sync(to.replace(/\/[^/]+$/, ''));
}

async function copyFolder(files: Ports['files'], from: string, to: string): Promise<void> {
  await files.makeFolder(to);
  for (const { name, kind } of await files.list(from)) {
    if (kind === 'folder') await copyFolder(files, `${from}/${name}`, `${to}/${name}`);
    else {
      await files.copy(`${from}/${name}`, `${to}/${name}`);
      await files.sync(`${to}/${name}`);
    }
  }
  await files.sync(to);
}

function insertAll(tables: OpenTables, version: NewModelVersion, place: Place, now: number): ModelVersionRecord {
  const { model: name, hash, verdicts, runId, description, alias } = version;
  const tags = {
    ...version.tags,
    [versionTags.hash]: hash,
    ...verdictTags(verdicts),
  };
  if (place.modelId !== null) insertModel(tables, { ...version, tags }, place, now);
  if (listRegisteredModels(tables, name).length === 0)
    insertRegisteredModel(tables, { name, description: null, tags: {}, now });
  const number = insertVersion(tables, {
    ...{ name, runId, runLink: null, description, tags, now, storageLocation: place.location },
    source: place.modelId === null ? place.location : `models:/${place.modelId}`,
  });
  if (alias !== null) setAlias(tables, { name, alias, version: number });
  return needVersion(tables, name, number);
}

function insertModel(tables: OpenTables, version: NewModelVersion, place: Place, now: number): void {
  const id = place.modelId ?? '';
  insertLoggedModel(tables, {
    ...{ id, experimentId: place.experimentId, name: version.model, artifactLocation: place.location },
    ...{ modelType: null, sourceRunId: version.runId, now },
  });
  setLoggedModelTags(tables, needLoggedModel(tables, id), version.tags);
  setLoggedModelStatus(tables, id, 'READY', now);
}

/** MLflow's tables keep 5,000 characters of a tag: long lists go on in `trainyard.gates.1`, `.2` and so on. */
const tagSize = 4_900;
const verdictTag = (part: number): string => (part === 0 ? versionTags.verdicts : `${versionTags.verdicts}.${part}`);

function verdictTags(verdicts: readonly GateVerdict[]): Readonly<Record<string, string>> {
  const text = verdicts.length === 0 ? '' : JSON.stringify(verdicts);
  const parts = Array.from({ length: Math.ceil(text.length / tagSize) }, (_, part) =>
    text.slice(part * tagSize, (part + 1) * tagSize),
  );
  return Object.fromEntries(parts.map((slice, part) => [verdictTag(part), slice]));
}

/** Tags can be edited by anybody: what is not ours is no verdict. */
function readVerdicts(tags: Readonly<Record<string, string>>): readonly GateVerdict[] {
  let text = '';
  for (let part = 0; tags[verdictTag(part)] !== undefined; part++) text += tags[verdictTag(part)];
  if (text === '') return [];
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter(isVerdict) : [];
  } catch {
    return [];
  }
}
const isVerdict = (value: unknown): value is GateVerdict =>
  typeof value === 'object' && value !== null && 'gate' in value && 'state' in value && 'op' in value;

function asTrouble<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof MlflowError ? error.trouble : error;
  }
}
