// A model in a process of its own, talked to in frames: what every backend shares on the caller's side.
import type { TensorSpec } from '../../domain/modelPackage.ts';
import type { Tensor } from '../../domain/tensor.ts';
import { type TrainyardError, trouble } from '../../errors.ts';
import type { PipedProcess, PipedRequest, Ports } from '../../ports.ts';
import { frameKinds, frameReader, type Loaded, readFailed, readTensors, readText, tensorFrame } from '../frames.ts';
import type { LoadedModel } from '../loadedModel.ts';

interface Waiting {
  readonly resolve: (tensors: readonly Tensor[]) => void;
  readonly reject: (error: TrainyardError) => void;
}
const closeMs = 2_000;

/** Resolves when the model is loaded. Throws `model-unloadable`, `cancelled`. */
export async function startPipedModel(
  ports: Pick<Ports, 'processes' | 'clock'>,
  request: PipedRequest,
  signal: AbortSignal,
): Promise<LoadedModel> {
  if (signal.aborted) throw trouble('cancelled');
  const child = await ports.processes.spawnPiped(request).catch((error: unknown) => {
    throw trouble('model-unloadable', { reason: `${request.command} cannot be started` }, { cause: error });
  });
  const conversation = talk(child);
  const stop = (): void => child.kill();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const loaded = await conversation.loaded;
    return modelOf(ports, { child, conversation, loaded });
  } catch (error) {
    child.kill();
    throw signal.aborted ? trouble('cancelled') : error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Whoever has another process may ask that one: `args.gone` is 1. */
const gone = (reason: string): TrainyardError => trouble('model-failed', { reason, gone: 1 });

interface Conversation {
  readonly loaded: Promise<Loaded>;
  readonly waiting: Map<number, Waiting>;
  /** Null while nothing is wrong. */
  readonly garbage: () => string | null;
}

function talk(child: PipedProcess): Conversation {
  const waiting = new Map<number, Waiting>();
  const loading = Promise.withResolvers<Loaded>();
  let outputs: readonly TensorSpec[] = [];
  let garbage: string | null = null;
  const answer = (id: number): Waiting => {
    const found = waiting.get(id);
    if (found === undefined) throw new RangeError(`an answer to a question ${id} that nobody asked`);
    waiting.delete(id);
    return found;
  };
  const push = frameReader((kind, body) => {
    if (kind === frameKinds.result) {
      const { id, tensors } = readTensors(body, outputs);
      answer(id).resolve(tensors);
    } else if (kind === frameKinds.failed) {
      const { id, cause, reason } = readFailed(body);
      answer(id).reject(trouble(cause, { reason }));
    } else if (kind === frameKinds.loaded) {
      const loaded = JSON.parse(readText(body)) as Loaded;
      outputs = loaded.signature.outputs;
      loading.resolve(loaded);
    } else if (kind === frameKinds.unloadable) loading.reject(trouble('model-unloadable', { reason: readText(body) }));
    else throw new RangeError(`a frame of kind ${kind}`);
  });
  child.onData(chunk => {
    if (garbage !== null) return;
    try {
      push(chunk);
    } catch (error) {
      garbage = `it answered garbage: ${error instanceof Error ? error.message : String(error)}`;
      child.kill();
    }
  });
  void child.ended.then(({ exitCode, signal }) => {
    const reason = garbage ?? `its process ended (${signal ?? `exit code ${exitCode}`})`;
    loading.reject(trouble('model-unloadable', { reason }));
    for (const { reject } of waiting.values()) reject(gone(reason));
    waiting.clear();
  });
  return { loaded: loading.promise, waiting, garbage: () => garbage };
}

function modelOf(
  { clock }: Pick<Ports, 'clock'>,
  parts: { readonly child: PipedProcess; readonly conversation: Conversation; readonly loaded: Loaded },
): LoadedModel {
  const { child, conversation, loaded } = parts;
  const { waiting } = conversation;
  const places = new Map(loaded.signature.inputs.map(({ name }, index) => [name, index]));
  let isClosing = false;
  let isOver = false;
  let lastId = 0;
  const ended = child.ended.then(({ exitCode, signal }) => {
    isOver = true;
    const reason = conversation.garbage() ?? `its process ended (${signal ?? `exit code ${exitCode}`})`;
    return { reason: isClosing ? null : reason };
  });
  return {
    pid: child.pid,
    signature: loaded.signature,
    hash: loaded.hash,
    ended,
    predict(inputs, signal) {
      if (signal?.aborted === true) return Promise.reject(trouble('cancelled'));
      const unknown = inputs.find(({ name }) => !places.has(name));
      if (unknown !== undefined)
        return Promise.reject(trouble('model-input', { reason: `it has no input «${unknown.name}»` }));
      if (isOver) return Promise.reject(gone('its process has ended'));
      lastId = lastId >= 0xffff_ffff ? 1 : lastId + 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        // The answer still comes and is dropped then: a computation cannot be taken back.
        signal?.addEventListener('abort', () => reject(trouble('cancelled')), { once: true });
        child.write(
          tensorFrame(
            { kind: frameKinds.predict, id },
            inputs,
            inputs.map(({ name }) => places.get(name) ?? 0),
          ),
        );
      });
    },
    async close() {
      isClosing = true;
      child.closeInput();
      await Promise.race([ended, clock.sleep(closeMs).then(() => child.kill())]);
      await ended;
    },
  };
}
