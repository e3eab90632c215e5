// Models that only Python can load: MLflow model folders in a worker of their environment's interpreter.
import { trouble } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import type { ModelBackend } from '../loadedModel.ts';
import type { ModelLaunch } from '../modelLaunch.ts';
import { startPipedModel } from './pipedModel.ts';

export const pythonBackend = (ports: Pick<Ports, 'processes' | 'clock'>, launch: ModelLaunch): ModelBackend => ({
  kind: 'python',
  async open({ folder, python, signal }) {
    if (python === null) throw trouble('model-unloadable', { reason: 'no Python interpreter was chosen for it' });
    return startPipedModel(
      ports,
      {
        command: python,
        // Unbuffered and without the caller's site folders or PYTHON* variables; byte code is not written into packages.
        args: ['-u', '-B', launch.pythonWorker, folder],
        cwd: folder,
        env: withoutPythonVariables(launch.env),
        stderrFile: launch.stderrFile,
      },
      signal,
    );
  },
});

const withoutPythonVariables = (env: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^PYTHON(PATH|HOME|STARTUP)$/.test(name)));
