// From a run's model to a package: the file as it will be served, what goes in and out, and one hash over all of it.
import type { PackageManifest, Signature } from '../../domain/modelPackage.ts';
import type { ModelSection } from '../../domain/pipeline.ts';
import { isTrouble, trouble } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import type { ModelBackend } from '../../serving/loadedModel.ts';
import { onnxModelText, pythonEnvText, readModelText } from './mlflowModel.ts';
import { readOnnx } from './onnxFile.ts';
import { hashFiles, manifestName, packageHash } from './packageFiles.ts';
import { wrapPickledModel } from './pickledModel.ts';
import { type ProfileBuilder, profileOf, type ReferenceTable, readReference } from './referenceProfile.ts';

/** Interpreter of the environment of a folder's requirements; builds it first where it is not there. */
export type FindInterpreter = (request: {
  /** Absolute folder that holds `requirements.txt`. */
  readonly folder: string;
  /** A version such as `3.11`. */
  readonly python: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}) => Promise<string>;
/** A file or folder of a run, copied as that run made it. */
export interface SourceFile {
  readonly path: string;
  copyTo(place: string): Promise<void>;
}
export interface PackageInput {
  readonly ports: Pick<Ports, 'files' | 'hasher' | 'ids' | 'processes'>;
  /** Absolute; packages are built and kept below it, by their hash. */
  readonly packages: string;
  readonly model: ModelSection;
  readonly artifact: SourceFile;
  readonly reference: SourceFile | null;
  /** Of the package section, else of the stage that made the model; null without any. */
  readonly environment: { readonly python: string | null; readonly requirements: string | null } | null;
  readonly interpreter: FindInterpreter;
  readonly openModel: ModelBackend['open'];
  readonly buildProfile: ProfileBuilder;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}
export interface BuiltPackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
}

const requirementsName = 'requirements.txt';
const profileName = 'profile.json';

/**
 * Built beside and renamed when it is whole, so that a kill or a cancel leaves nothing half-made; a package that is there
 * already is used again. The model is loaded once where there is reference data. Throws `package-invalid` for what cannot be
 * served, `model-unloadable`, `model-input`, `data-unreadable`, `artifact-missing`, `environment-failed`, `cancelled`.
 */
export async function buildPackage(input: PackageInput): Promise<BuiltPackage> {
  const { ports, packages, signal } = input;
  const beside = `${packages}/tmp-${ports.ids.next()}`;
  try {
    const manifest = await fill(input, `${beside}/package`, `${beside}/source`);
    if (signal.aborted) throw trouble('cancelled');
    const folder = `${packages}/${manifest.hash}`;
    if ((await ports.files.stat(folder)) === null) await ports.files.rename(`${beside}/package`, folder);
    return { folder, manifest };
  } catch (error) {
    throw signal.aborted && !isTrouble(error, 'cancelled') ? trouble('cancelled') : error;
  } finally {
    await ports.files.remove(beside);
  }
}

async function fill(input: PackageInput, folder: string, sources: string): Promise<PackageManifest> {
  const { ports, model, artifact, reference, signal, onProgress } = input;
  await ports.files.makeFolder(folder);
  const table = reference === null ? null : await readReferenceCopy(input, reference, sources);
  onProgress(`packaging ${artifact.path}`);
  const content = await fillContent(input, { folder, sources, table });
  const whole = async (profile: string | null): Promise<PackageManifest> => {
    const files = await hashFiles(ports, folder, signal);
    const manifest: PackageManifest = {
      ...{ schema: 1, model: model.name, ...content, files, hash: packageHash(ports, files), profile },
    };
    await ports.files.writeAtomic(`${folder}/${manifestName}`, `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  };
  const bare = await whole(null);
  if (table === null) return bare;
  await addProfile(input, { folder, manifest: bare, table });
  return whole(profileName);
}

async function readReferenceCopy(
  { ports, signal, onProgress }: PackageInput,
  reference: SourceFile,
  sources: string,
): Promise<ReferenceTable> {
  onProgress(`reading the reference data ${reference.path}`);
  const path = `${sources}/${reference.path.replace(/^.*\//, 'reference-')}`;
  await reference.copyTo(path);
  try {
    return await readReference({ files: ports.files, path, signal });
  } catch (error) {
    if (!isTrouble(error, 'data-unreadable')) throw error;
    throw trouble('data-unreadable', { path: reference.path, reason: String(error.args.reason) });
  }
}

async function addProfile(
  input: PackageInput,
  {
    folder,
    manifest,
    table,
  }: { readonly folder: string; readonly manifest: PackageManifest; readonly table: ReferenceTable },
): Promise<void> {
  const { ports, signal, onProgress, buildProfile } = input;
  const python =
    manifest.environment === null
      ? null
      : await input.interpreter({ folder, python: manifest.environment.python, signal, onProgress });
  const model = await input.openModel({ folder, python, signal });
  try {
    const target = input.model.package.target;
    const profile = await profileOf({
      ...{ table, target, model, buildProfile, signal, onProgress },
      signature: manifest.signature,
    });
    await ports.files.writeAtomic(`${folder}/${profileName}`, `${JSON.stringify(profile)}\n`);
  } finally {
    await model.close();
  }
}

interface Content {
  readonly backend: PackageManifest['backend'];
  readonly entry: string;
  readonly signature: Signature;
  readonly changes: PackageManifest['changes'];
  readonly environment: PackageManifest['environment'];
}
interface Places {
  readonly folder: string;
  /** For what is read and does not belong to the package. */
  readonly sources: string;
  readonly table: ReferenceTable | null;
}

function fillContent(input: PackageInput, places: Places): Promise<Content> {
  const { format } = input.model.package;
  const { path } = input.artifact;
  if (format === 'onnx' || (format === 'auto' && /\.onnx$/i.test(path))) return fillOnnx(input, places);
  return /\.(joblib|pkl|pickle)$/i.test(path) ? fillPickled(input, places) : fillMlflow(input, places);
}

const onnxName = 'model.onnx';
/** What MLflow needs to load the file; we need nothing. */
const onnxRequirements = 'mlflow\nnumpy\nonnx\nonnxruntime\n';

async function fillOnnx({ ports, artifact, environment }: PackageInput, { folder }: Places): Promise<Content> {
  const { files } = ports;
  const place = `${folder}/${onnxName}`;
  await artifact.copyTo(place);
  const bytes = (await files.stat(place))?.kind === 'file' ? await files.read(place) : null;
  if (bytes === null) throw refused(artifact.path, 'it is a folder, not an ONNX file');
  const found = readOnnx(bytes);
  if (!found.ok) throw refused(artifact.path, found.error);
  const { signature, changes } = found.value;
  if (changes.length > 0) await files.writeAtomic(place, found.value.bytes);
  await files.writeAtomic(`${folder}/MLmodel`, onnxModelText(onnxName, signature));
  await files.writeAtomic(`${folder}/python_env.yaml`, pythonEnvText(environment?.python ?? null));
  await files.writeAtomic(`${folder}/${requirementsName}`, onnxRequirements);
  const lock = environment?.requirements ?? null;
  if (lock !== null) await files.writeAtomic(`${folder}/training-requirements.txt`, lock);
  return { backend: 'onnx', entry: onnxName, signature, changes, environment: null };
}

async function fillPickled(input: PackageInput, { folder, sources, table }: Places): Promise<Content> {
  const { ports, artifact, environment, signal, onProgress } = input;
  const requirements = environment?.requirements ?? null;
  if (requirements === null)
    throw refused(artifact.path, 'its environment has no requirements file; name one under «package.environment»');
  const python = environment?.python ?? null;
  await ports.files.writeAtomic(`${folder}/${requirementsName}`, requirements);
  await ports.files.writeAtomic(`${folder}/python_env.yaml`, pythonEnvText(python));
  const source = `${sources}/${artifact.path.replace(/^.*\//, '')}`;
  await artifact.copyTo(source);
  const interpreter = await input.interpreter({ folder, python, signal, onProgress });
  const textColumns = table?.textColumns ?? new Set<string>();
  const { text, signature } = await wrapPickledModel({
    ...{ ports, interpreter, source, folder, textColumns, signal },
  });
  await ports.files.writeAtomic(`${folder}/MLmodel`, text);
  const served = { python, requirements: requirementsName };
  return { backend: 'python', entry: '.', signature, changes: [], environment: served };
}

async function fillMlflow({ ports, artifact, model, environment }: PackageInput, { folder }: Places): Promise<Content> {
  await artifact.copyTo(folder);
  const text = await ports.files.readText(`${folder}/MLmodel`).catch(() => null);
  if (text === null)
    throw refused(
      artifact.path,
      'it is none of an ONNX file, a joblib file and the folder of an MLflow model; export it to ONNX, or save it with mlflow',
    );
  const found = readModelText(text);
  if (!found.ok) throw refused(artifact.path, found.error);
  const own = await ports.files.readText(`${folder}/${requirementsName}`);
  // What the model was saved with goes first, unless the pipeline names an environment for it.
  const lock = environment?.requirements ?? null;
  if (lock !== null && (own === null || model.package.environment !== undefined))
    await ports.files.writeAtomic(`${folder}/${requirementsName}`, lock);
  else if (own === null) throw refused(artifact.path, 'it has no requirements.txt; name an environment for it');
  const served = { python: environment?.python ?? null, requirements: requirementsName };
  return { backend: 'python', entry: '.', signature: found.value, changes: [], environment: served };
}

const refused = (path: string, reason: string) => trouble('package-invalid', { path, reason });
