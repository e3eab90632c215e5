// Stages at their place in the text; as long as what they say and their number stay, they stay the same objects.
import type { StageName } from '../domain/ids.ts';
import type { StageMentions } from './mentions.ts';
import type { StageContent, StagePart } from './parts.ts';
import type { StageSyntax } from './pipelineDocument.ts';
import type { YamlNode, YamlScalar } from './syntax/yamlTree.ts';

/** Where each part of the newest text begins: an edit near the top moves every stage of the file at once. */
export interface PartStarts {
  starts: readonly number[];
}

class PlacedStage implements StageSyntax {
  readonly content: StageContent;
  /** Of its part. */
  readonly number: number;
  readonly newest: PartStarts;

  constructor(content: StageContent, number: number, newest: PartStarts) {
    this.content = content;
    this.number = number;
    this.newest = newest;
  }
  get name(): StageName {
    return this.content.name;
  }
  get base(): number {
    return this.newest.starts[this.number] ?? 0;
  }
  get key(): YamlScalar {
    return this.content.key;
  }
  get value(): YamlNode {
    return this.content.value;
  }
  get mentions(): StageMentions {
    return this.content.mentions;
  }
}

/** `before` are the stages of the text before, whose places are those of `newest` too from now on. */
export function placeStages(
  parts: readonly StagePart[],
  newest: PartStarts,
  before: readonly StageSyntax[],
): readonly StageSyntax[] {
  let count = 0;
  const stages = parts.map(({ stage: content }, i) => {
    if (content === null) return null;
    const last = before[count++];
    const isSame =
      last instanceof PlacedStage && last.content === content && last.number === i && last.newest === newest;
    return isSame ? last : new PlacedStage(content, i, newest);
  });
  return stages.every(stage => stage !== null) ? stages : stages.filter(stage => stage !== null);
}
