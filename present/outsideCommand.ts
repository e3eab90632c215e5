// The command by which a format's own program carries out a file or one of its stages.
import type { OutsideTool } from '../engine/domain/foreignPipeline.ts';

export interface OutsideRun {
  /** Null: all of the file. */
  readonly stage: string | null;
  /** With what it waits for, or alone; the other one where the program knows just that. */
  readonly mode: 'upTo' | 'only';
}

/** Program and arguments; null where the program does not carry that out. */
export function outsideCommand(tool: OutsideTool, { stage, mode }: OutsideRun): readonly string[] | null {
  if (stage === null) return tool.file;
  const front = mode === 'upTo' ? (tool.upTo ?? tool.only) : (tool.only ?? tool.upTo);
  // No program shall take a name for an option.
  return front === null || stage.startsWith('-') ? null : [...front, stage];
}
