// Opens a packaged model with the backend that its manifest names.
import type { PackageManifest } from '../domain/modelPackage.ts';
import { trouble } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { onnxBackend } from './backends/onnx.ts';
import { pythonBackend } from './backends/python.ts';
import type { LoadedModel, ModelBackend } from './loadedModel.ts';
import type { ModelLaunch } from './modelLaunch.ts';

type OpenPorts = Pick<Ports, 'files' | 'processes' | 'clock'>;

/**
 * Starts a process for the model in the package folder `request.folder` and waits until it is loaded. Throws `package-invalid` without
 * a readable manifest, `model-unloadable` with the reason of the model's own runtime, `cancelled`.
 */
export async function openModel(
  ports: OpenPorts,
  launch: ModelLaunch,
  request: Parameters<ModelBackend['open']>[0],
): Promise<LoadedModel> {
  const kind = await backendKind(ports, request.folder);
  const backend = [onnxBackend(ports, launch), pythonBackend(ports, launch)].find(item => item.kind === kind);
  if (backend === undefined)
    throw trouble('package-invalid', { path: request.folder, reason: `nothing here serves «${kind}» models` });
  return backend.open(request);
}

async function backendKind({ files }: OpenPorts, folder: string): Promise<string> {
  const text = await files.readText(`${folder}/trainyard.json`);
  if (text === null) throw trouble('package-invalid', { path: folder, reason: 'it has no trainyard.json' });
  try {
    const { backend } = JSON.parse(text) as Partial<PackageManifest>;
    return String(backend);
  } catch (error) {
    throw trouble('package-invalid', { path: folder, reason: 'its trainyard.json cannot be read' }, { cause: error });
  }
}
