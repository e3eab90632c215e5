// From a run's model to a package: the file as it will be served, what goes in and out, and one hash over all of it.
import type { PackageManifest, Signature } from '../../domain/modelPackage.ts';
import type { Pipeline } from '../../domain/pipeline.ts';
import { trouble } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import { onnxModelText, pythonEnvText, readModelText } from './mlflowModel.ts';
import { readOnnx } from './onnxFile.ts';
import { hashFiles, manifestName, packageHash, verifyPackage } from './packageFiles.ts';

type PackagePorts = Pick<Ports, 'files' | 'hasher' | 'ids'>;
export interface PackageInput {
  readonly ports: PackagePorts;
  /** Absolute; packages are built and kept below it, by their hash. */
  readonly packages: string;
  readonly pipeline: Pipeline;
  /** The model as the run made it, project-relative path of its name. */
  readonly artifact: { readonly path: string; copyTo(place: string): Promise<void> };
  /** Text of the requirements of the stage that made it; null without any. */
  readonly requirements: string | null;
  readonly python: string | null;
  readonly signal: AbortSignal;
}
export interface BuiltPackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
}

/**
 * Built beside and renamed when it is whole, so that a kill or a cancel leaves nothing half-made; a package that is there
 * already is used again. Throws `package-invalid` for what cannot be served, `artifact-missing`, `cancelled`.
 */
export async function buildPackage(input: PackageInput): Promise<BuiltPackage> {
  const { ports, packages, signal } = input;
  const beside = `${packages}/tmp-${ports.ids.next()}`;
  try {
    const manifest = await fill(input, beside);
    if (signal.aborted) throw trouble('cancelled');
    const folder = `${packages}/${manifest.hash}`;
    // One that is there already may have been touched since.
    if (!(await verifyPackage(ports, folder)).ok) {
      await ports.files.remove(folder);
      await ports.files.rename(beside, folder);
    }
    return { folder, manifest };
  } finally {
    await ports.files.remove(beside);
  }
}

async function fill(input: PackageInput, folder: string): Promise<PackageManifest> {
  const { ports, pipeline, artifact, signal } = input;
  const { model } = pipeline;
  if (model === null) throw trouble('model-section-missing', { file: pipeline.file });
  const isOnnx = model.package.format === 'onnx' || (model.package.format === 'auto' && /\.onnx$/i.test(artifact.path));
  await ports.files.makeFolder(folder);
  const content = isOnnx ? await fillOnnx(input, folder) : await fillMlflow(input, folder);
  const files = await hashFiles(ports, folder, signal);
  const manifest: PackageManifest = {
    ...{ schema: 1, model: model.name, ...content, files, hash: packageHash(ports, files) },
    environment: isOnnx ? null : { python: input.python, requirements: 'requirements.txt' },
  };
  await ports.files.writeAtomic(`${folder}/${manifestName}`, `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

interface Content {
  readonly backend: PackageManifest['backend'];
  readonly entry: string;
  readonly signature: Signature;
  readonly changes: PackageManifest['changes'];
}

const onnxName = 'model.onnx';

async function fillOnnx({ ports, artifact, requirements, python }: PackageInput, folder: string): Promise<Content> {
  const { files } = ports;
  const place = `${folder}/${onnxName}`;
  await artifact.copyTo(place);
  const bytes = await files.read(place);
  if (bytes === null) throw refused(artifact.path, 'it is a folder, not an ONNX file');
  const found = readOnnx(bytes);
  if (!found.ok) throw refused(artifact.path, found.error);
  const { signature, changes } = found.value;
  if (changes.length > 0) await files.writeAtomic(place, found.value.bytes);
  await files.writeAtomic(`${folder}/MLmodel`, onnxModelText(onnxName, signature));
  await files.writeAtomic(`${folder}/python_env.yaml`, pythonEnvText(python));
  await files.writeAtomic(`${folder}/requirements.txt`, requirements ?? 'mlflow\nonnx\nonnxruntime\n');
  return { backend: 'onnx', entry: onnxName, signature, changes };
}

async function fillMlflow({ ports, artifact }: PackageInput, folder: string): Promise<Content> {
  await artifact.copyTo(folder);
  const text = await ports.files.readText(`${folder}/MLmodel`);
  if (text === null)
    throw refused(
      artifact.path,
      'it is neither an ONNX file nor the folder of an MLflow model; export it to ONNX, or save it with mlflow',
    );
  const found = readModelText(text);
  if (!found.ok) throw refused(artifact.path, found.error);
  return { backend: 'python', entry: '.', signature: found.value, changes: [] };
}

const refused = (path: string, reason: string) => trouble('package-invalid', { path, reason });
