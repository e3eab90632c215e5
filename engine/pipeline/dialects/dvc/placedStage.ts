// A stage of a dvc.yaml further on in the text; its places are worked out when somebody asks for them.
import type { TextRange } from '../../../domain/diagnostic.ts';
import { moveEntry, moveTree } from '../../syntax/yamlTree.ts';
import type { DvcGroup, DvcPath, DvcStage } from './dvcStages.ts';

/** Small, since an edit near the top moves every stage of the file. */
class PlacedStage implements DvcStage {
  private readonly own: DvcStage;
  private readonly by: number;
  private moved: Pick<DvcStage, 'group' | 'paths'> | null = null;

  constructor(own: DvcStage, by: number) {
    this.own = own;
    this.by = by;
  }
  get group(): DvcGroup {
    this.moved ??= moveStage(this.own, this.by);
    return this.moved.group;
  }
  get paths(): readonly DvcPath[] {
    this.moved ??= moveStage(this.own, this.by);
    return this.moved.paths;
  }
  get runs(): DvcStage['runs'] {
    return this.own.runs;
  }
  get isOpen(): boolean {
    return this.own.isOpen;
  }
  get hasFolder(): boolean {
    return this.own.hasFolder;
  }
}

/** The same stage with every offset `by` greater. */
export const placeStage = (stage: DvcStage, by: number): DvcStage => new PlacedStage(stage, by);

function moveStage({ group, paths }: DvcStage, by: number): Pick<DvcStage, 'group' | 'paths'> {
  const at = (offset: number): number => offset + by;
  const move = (range: TextRange): TextRange => ({ start: at(range.start), end: at(range.end) });
  return {
    group: {
      ...group,
      key: { ...group.key, ...move(group.key) },
      whole: move(group.whole),
      body: moveTree(group.body, at),
      foreach: group.foreach && moveEntry(group.foreach, at),
      matrix: group.matrix && moveEntry(group.matrix, at),
      wrongItems: group.wrongItems.map(item => ({ ...item, range: move(item.range) })),
    },
    paths: paths.map(path => ({ ...path, range: move(path.range) })),
  };
}
