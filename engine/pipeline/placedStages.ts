// Stages at their place in the text; those that an edit did not move stay the same objects.
import type { StageName } from '../domain/ids.ts';
import type { StageMentions } from './mentions.ts';
import type { StageContent, StagePart } from './parts.ts';
import type { StageSyntax } from './pipelineDocument.ts';
import type { YamlNode, YamlScalar } from './syntax/yamlTree.ts';

/** Small, since an edit near the top moves every stage of the file. */
class PlacedStage implements StageSyntax {
  readonly content: StageContent;
  readonly base: number;

  constructor(content: StageContent, base: number) {
    this.content = content;
    this.base = base;
  }
  get name(): StageName {
    return this.content.name;
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

/** `bases` are the offsets that each part counts from; `before` the stages of the text before. */
export function placeStages(
  parts: readonly StagePart[],
  bases: readonly number[],
  before: readonly StageSyntax[],
): readonly StageSyntax[] {
  const stages: StageSyntax[] = [];
  for (let i = 0; i < parts.length; i++) {
    const content = parts[i]?.stage ?? null;
    if (content === null) continue;
    const base = bases[i] ?? 0;
    const last = before[stages.length];
    const isSame = last instanceof PlacedStage && last.content === content && last.base === base;
    stages.push(isSame ? last : new PlacedStage(content, base));
  }
  return stages;
}
