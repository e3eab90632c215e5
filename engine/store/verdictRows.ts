// What the gates said of a run when it was last judged, kept with the run.
import type { GateVerdict } from '../domain/gate.ts';
import type { RunId } from '../domain/ids.ts';
import type { StateStore } from './stateStore.ts';

const noteName = 'gates';

/** Replaces what was said of the run before. */
export const saveVerdicts = (store: StateStore, runId: RunId, verdicts: readonly GateVerdict[]): void =>
  store.saveNote(runId, noteName, JSON.stringify(verdicts));

/** Empty for runs that were never judged. */
export function verdictsOf(store: StateStore, runId: RunId): readonly GateVerdict[] {
  const text = store.note(runId, noteName);
  return text === null ? [] : (JSON.parse(text) as readonly GateVerdict[]);
}
