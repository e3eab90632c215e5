// How this very program starts model servers.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelLaunch } from '../../engine/serving/modelLaunch.ts';

/** `entry`: the file this program runs from, a source or a bundle with its Python worker beside it. */
export function modelLaunch(entry: string, stderrFile: string | null): ModelLaunch {
  const places = [
    join(entry, '../predict_worker.py'),
    join(import.meta.dirname, '../../engine/serving/python/predict_worker.py'),
  ];
  const variables = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    node: process.execPath,
    ownArgs: [...process.execArgv.filter(argument => !argument.startsWith('--inspect')), entry],
    pythonWorker: places.find(place => existsSync(place)) ?? places[0] ?? '',
    // The editor's binary is a Node when this is set.
    env: { ...(Object.fromEntries(variables) as Record<string, string>), ELECTRON_RUN_AS_NODE: '1' },
    stderrFile,
  };
}
