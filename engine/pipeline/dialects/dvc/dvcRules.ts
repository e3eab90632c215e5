// All rules of a dvc.yaml: those of one stage, kept from edit to edit, and those over the file.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import type { Facts } from '../../../domain/facts.ts';
import { moveFinding } from '../../pipelineDocument.ts';
import { slot } from '../../slot.ts';
import type { YamlEntry } from '../../syntax/yamlTree.ts';
import type { DialectPart } from '../dialect.ts';
import { dvcGraphRules, ownOutputRule, scriptRule } from './dvcGraphRules.ts';
import { goneRule, lockRule } from './dvcLock.ts';
import { paramRules } from './dvcParams.ts';
import { folderRules, placeRules } from './dvcPlaceRules.ts';
import { readStage } from './dvcRead.ts';
import { expressionRules, groupRules } from './dvcStageRules.ts';
import type { DvcStage } from './dvcStages.ts';
import { type DvcWorld, topSignature } from './dvcWorld.ts';
import { placeStage } from './placedStage.ts';

/** `text` is what the stage's offsets count in. */
export const stageRules = (stage: DvcStage, world: DvcWorld, text: string): readonly Diagnostic[] => [
  ...stage.group.context.troubles,
  ...groupRules(stage.group),
  ...expressionRules(stage.group, text),
  ...ownOutputRule(stage),
  ...scriptRule(stage, world),
  ...paramRules(stage, world),
  ...lockRule(stage, world),
  ...placeRules(stage, world),
];

/** Offsets of the stages are those of the file. */
export const fileRules = (stages: readonly DvcStage[], world: DvcWorld): readonly Diagnostic[] => [
  ...world.context.troubles,
  ...dvcGraphRules(stages, world),
  ...goneRule(stages, world),
  ...folderRules(stages, world),
];

interface KeptStage {
  readonly facts: Facts;
  readonly file: string;
  readonly top: string;
  readonly stage: DvcStage;
  readonly findings: readonly Diagnostic[];
  placed: { readonly base: number; readonly stage: DvcStage };
}
const kept = slot<YamlEntry, KeptStage>('stage');

/** The findings of `stageRules` and `fileRules`, at the cost of the stages whose text is another one. */
export function checkParts(parts: readonly DialectPart[], world: DvcWorld): readonly Diagnostic[] {
  const top = topSignature(world.root);
  const found: Diagnostic[] = [];
  const stages: DvcStage[] = [];
  for (const part of parts) {
    const { base } = part;
    const own = stageOf(part, world, top);
    for (const item of own.findings) found.push(moveFinding(item, offset => offset + base));
    if (own.placed.base !== base) own.placed = { base, stage: placeStage(own.stage, base) };
    stages.push(own.placed.stage);
  }
  found.push(...fileRules(stages, world));
  return found;
}

function stageOf({ entry, text }: DialectPart, world: DvcWorld, top: string): KeptStage {
  const { facts, file } = world;
  const last = kept.get(entry);
  if (last !== undefined && last.facts === facts && last.file === file && last.top === top) return last;
  const stage = readStage(entry, world);
  const findings = stageRules(stage, world, text);
  const made = { facts, file, top, stage, findings, placed: { base: 0, stage } };
  kept.set(entry, made);
  return made;
}
