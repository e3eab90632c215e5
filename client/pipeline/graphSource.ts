// What a graph panel shows, and who answers it: a pipeline of ours or one of another tool.
import type { FromGraphPanel, ToGraphPanel } from '../../protocol/panels.ts';

export interface GraphSource {
  readonly key: string;
  /** Of the project; null for a pipeline of another tool. */
  readonly root: string | null;
  /** All that the panel has to know now. */
  messages(): readonly ToGraphPanel[];
  answer(message: FromGraphPanel): unknown;
}
