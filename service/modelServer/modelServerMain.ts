// The process of one ONNX model: answers frames on its standard streams until its input closes.
import { Console } from 'node:console';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFiles, packageHash } from '../../engine/deploy/packaging/packageFiles.ts';
import type { PackageManifest } from '../../engine/domain/modelPackage.ts';
import { isTrouble, trouble } from '../../engine/errors.ts';
import { realFiles } from '../../engine/node/files.ts';
import { sha256 } from '../../engine/node/hasher.ts';
import {
  failedFrame,
  frameKinds,
  frameReader,
  type Loaded,
  readTensors,
  tensorFrame,
  textFrame,
} from '../../engine/serving/frames.ts';
import { loadOnnx, type OnnxModel } from './onnxSession.ts';

/** `args`: the package's folder. Resolves to the exit code when standard input has closed. */
export async function modelServerMain(args: readonly string[]): Promise<number> {
  const [folder] = args;
  if (folder === undefined) return 2;
  // Nothing but frames goes to standard output; whoever asked to stop the group waits for the requests under way.
  globalThis.console = new Console(process.stderr);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.stdout.on('error', () => process.exit(0));
  const say = (frame: Uint8Array): void => void process.stdout.write(frame);
  try {
    const { loaded, model } = await load(folder);
    const ended = answer(model, loaded, say);
    say(textFrame(frameKinds.loaded, JSON.stringify(loaded)));
    await ended;
    return 0;
  } catch (error) {
    const reason = isTrouble(error)
      ? String(error.args.reason)
      : error instanceof Error
        ? error.message
        : String(error);
    await new Promise<void>(done => process.stdout.write(textFrame(frameKinds.unloadable, reason), () => done()));
    return 1;
  }
}

/** The hash is that of the very bytes that are loaded. Throws `model-unloadable`. */
async function load(folder: string): Promise<{ readonly loaded: Loaded; readonly model: OnnxModel }> {
  const { entry, signature } = JSON.parse(await readFile(join(folder, 'trainyard.json'), 'utf8')) as PackageManifest;
  const bytes = await readFile(join(folder, entry)).catch((error: unknown) => {
    throw trouble('model-unloadable', { reason: `${entry} cannot be read` }, { cause: error });
  });
  const files = await hashFiles({ files: realFiles, hasher: sha256 }, folder);
  const hash = packageHash({ hasher: sha256 }, { ...files, [entry]: createHash('sha256').update(bytes).digest('hex') });
  return { model: await loadOnnx(bytes, signature), loaded: { signature, hash } };
}

/** One after another, in the order of arrival: the runtime computes on this thread. */
function answer(model: OnnxModel, { signature }: Loaded, say: (frame: Uint8Array) => void): Promise<void> {
  const places = signature.outputs.map((_, index) => index);
  const predict = async (id: number, inputs: Parameters<OnnxModel['run']>[0]): Promise<Uint8Array> => {
    try {
      return tensorFrame({ kind: frameKinds.result, id }, await model.run(inputs), places);
    } catch (error) {
      if (isTrouble(error, 'model-input') || isTrouble(error, 'model-failed'))
        return failedFrame(
          id,
          error.code === 'model-input' ? 'model-input' : 'model-failed',
          String(error.args.reason),
        );
      return failedFrame(id, 'model-failed', error instanceof Error ? error.message : String(error));
    }
  };
  let line: Promise<void> = Promise.resolve();
  const push = frameReader((kind, body) => {
    if (kind !== frameKinds.predict) throw new RangeError(`a frame of kind ${kind}`);
    const { id, tensors } = readTensors(body, signature.inputs);
    line = line.then(async () => say(await predict(id, tensors)));
  });
  process.stdin.on('data', push);
  return new Promise(done => process.stdin.once('end', () => void line.then(done)));
}
