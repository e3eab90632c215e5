// ONNX models: in a process of our own program, on onnxruntime compiled to WebAssembly.
import type { Ports } from '../../ports.ts';
import type { ModelBackend } from '../loadedModel.ts';
import type { ModelLaunch } from '../modelLaunch.ts';
import { startPipedModel } from './pipedModel.ts';

export const onnxBackend = (ports: Pick<Ports, 'processes' | 'clock'>, launch: ModelLaunch): ModelBackend => ({
  kind: 'onnx',
  open: ({ folder, signal }) =>
    startPipedModel(
      ports,
      {
        command: launch.node,
        args: [...launch.ownArgs, 'model-server', folder],
        cwd: folder,
        env: launch.env,
        stderrFile: launch.stderrFile,
      },
      signal,
    ),
});
