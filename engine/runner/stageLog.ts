// Slices of a stage's log, cut where characters end.
import type { ProjectPath, RunId, StageName } from '../domain/ids.ts';
import { isEnded } from '../domain/run.ts';
import { trouble } from '../errors.ts';
import { type ProjectContext, stageLogFile } from './runnerContext.ts';

export interface StageLogSlice {
  readonly text: string;
  /** Byte to ask for next. */
  readonly next: number;
  /** True when the stage has ended and this is the end of its log. */
  readonly ended: boolean;
  /** The log, relative to the root. */
  readonly file: ProjectPath;
}

/** `offset` in bytes; below zero: that many bytes from the end. At most `limit` bytes. Throws `not-found`. */
export async function readStageLog(
  context: Pick<ProjectContext, 'ports' | 'root' | 'store'>,
  request: { readonly runId: RunId; readonly stage: StageName; readonly offset: number; readonly limit: number },
): Promise<StageLogSlice> {
  const { files } = context.ports;
  const stageRun = context.store.pipelineRun(request.runId)?.stages.find(stage => stage.stage === request.stage);
  if (stageRun === undefined)
    throw trouble('not-found', { what: 'stage run', id: `${request.runId}/${request.stage}` });
  const path = stageLogFile(context.root, request.runId, request.stage);
  const file = path.slice(context.root.length + 1);
  const ended = isEnded(stageRun.state);
  const size = (await files.stat(path))?.size ?? 0;
  const offset = Math.min(size, request.offset < 0 ? Math.max(0, size + request.offset) : request.offset);
  const bytes = (await files.readSlice(path, offset, request.limit)) ?? new Uint8Array();
  const start = request.offset < 0 ? continuationBytes(bytes) : 0;
  const whole = bytes.subarray(start, wholeCharacters(bytes, ended && offset + bytes.length >= size));
  const next = offset + start + whole.length;
  return { text: new TextDecoder().decode(whole), next, ended: ended && next >= size, file };
}

/** Of a character that began before the slice. */
function continuationBytes(bytes: Uint8Array): number {
  let count = 0;
  while (count < 3 && ((bytes[count] ?? 0) & 0xc0) === 0x80) count++;
  return count;
}

/** Length without a UTF-8 character that the slice cuts; at the end of an ended log everything is taken. */
function wholeCharacters(bytes: Uint8Array, isLast: boolean): number {
  if (isLast) return bytes.length;
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
