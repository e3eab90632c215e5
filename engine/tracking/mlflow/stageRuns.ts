// Which run a new one is when a stage's token asks for it: the stage's own the first time, its child after that.
import type { TrackedRun } from '../../domain/run.ts';
import { changeRun, findRun, insertRun, needRun, setTag } from '../database/runRows.ts';
import type { OpenTables } from '../database/trackingDatabase.ts';
import { artifactUri, withPlace } from '../database/writing.ts';
import type { MlflowRequest } from './family.ts';
import { inventName } from './inventName.ts';

export interface AskedRun {
  readonly experimentId: string;
  readonly userId: string;
  readonly startedAt: number;
  readonly name: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

const parentTag = 'mlflow.parentRunId';
/** Set when a script has taken its stage's run; the runner empties it before another attempt. */
export const takenTag = 'trainyard.taken';

export function createForCaller(request: MlflowRequest, tables: OpenTables, asked: AskedRun): TrackedRun {
  const { stageRunId, parentRunId } = request.caller;
  if (stageRunId === null) return insertNew(request, tables, asked);
  const stage = findRun(tables, stageRunId);
  if (stage?.tags[takenTag]) {
    // The same start to the millisecond is the same request again, sent after its answer was lost.
    if (stage.startedAt === asked.startedAt) return stage;
    return insertNew(request, tables, { ...asked, tags: { [parentTag]: stageRunId, ...asked.tags } });
  }
  const parent = stage?.parentId ?? parentRunId;
  const tags = { ...withoutOurs(asked.tags), ...(parent === undefined ? {} : { [parentTag]: parent }) };
  if (stage === null) insertNew(request, tables, { ...asked, tags }, stageRunId);
  else takeOver(request, tables, stage, { ...asked, tags });
  setTag(tables, stageRunId, { key: takenTag, value: 'true' });
  return needRun(tables, stageRunId);
}

/** Where a stage's run belongs is the pipeline's word. */
const withoutOurs = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => key !== parentTag && !key.startsWith('trainyard.')));

function takeOver({ artifacts }: MlflowRequest, tables: OpenTables, stage: TrackedRun, asked: AskedRun): void {
  const { experimentId, name, startedAt, userId } = asked;
  const moved = withPlace(tables, artifacts, stage.id, {
    experimentId,
    startedAt,
    ...(name === undefined ? {} : { name }),
  });
  changeRun(tables, stage.id, { ...moved, userId: userId || undefined });
  const tags = { ...asked.tags, 'mlflow.runName': name ?? stage.name };
  for (const [key, value] of Object.entries(tags)) setTag(tables, stage.id, { key, value });
}

function insertNew(
  { artifacts, ports }: MlflowRequest,
  tables: OpenTables,
  { experimentId, userId, startedAt, name, tags }: AskedRun,
  id = ports.ids.next(),
): TrackedRun {
  const uri = artifactUri(tables, artifacts, { id, experimentId });
  insertRun(tables, { id, experimentId, userId, startedAt, tags, name: name ?? inventName(id), artifactUri: uri });
  return needRun(tables, id);
}
