// Opens a package as the service does: in a model server of its own, started from the sources.
import type { ModelBackend } from '../../engine/serving/loadedModel.ts';
import { openModel } from '../../engine/serving/openModel.ts';
import { modelLaunch } from '../../service/modelServer/modelLaunch.ts';
import { ports } from '../runner/runnerKit.ts';
import { serviceEntry } from '../serving/servingKit.ts';

export const openServed: ModelBackend['open'] = request =>
  openModel(ports, modelLaunch(serviceEntry, `${request.folder}.log`), request);
