// Programs that carry files of foreign formats out, written shortly by the formats.
import type { OutsideTool } from '../../domain/foreignPipeline.ts';
import type { ProjectPath } from '../../domain/ids.ts';

/** The file as an argument in its own folder, so that no program takes its name for an option. */
export function fileArgument(path: ProjectPath): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.startsWith('-') ? `./${name}` : name;
}

/** A program that carries out the whole file, and single stages of it never. */
export const wholeFileTool = (file: readonly string[], more: Partial<OutsideTool> = {}): OutsideTool => ({
  ...{ file, upTo: null, only: null, changes: null, asks: [] },
  ...more,
});
