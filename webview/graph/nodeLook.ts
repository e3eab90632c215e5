// How the canvas and the stages that lie on it know of one another.
import type { PlacedNode } from './layout.ts';

export interface NodeLook {
  readonly place: PlacedNode;
  /** The one stage that Tab leads to. */
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onPoint: (isPointed: boolean) => void;
}

/** Of the stage's button. */
export const nodeId = (stage: string): string => `stage-${stage}`;
