// Text to a pipeline document: cut into stages, each parsed on its own and kept by its text from edit to edit.
import type { Diagnostic, TextRange } from '../domain/diagnostic.ts';
import type { StageName } from '../domain/ids.ts';
import { nearestName } from '../domain/nearestName.ts';
import { type FramePart, readFrame, readStagePart, type StagePart, splitWhole } from './parts.ts';
import { type PartsTally, recount, tallyOf } from './partsTally.ts';
import { moveFinding, type PipelineDocument, type StageSyntax } from './pipelineDocument.ts';
import { type PartStarts, placeStages } from './placedStages.ts';
import { detach, type LastText, partsOf } from './syntax/changedParts.ts';
import {
  changeBetween,
  cutChanged,
  cutStages,
  frameTextOf,
  type StageCut,
  type TextChange,
} from './syntax/cutStages.ts';
import { isStrictlyValid, readYaml } from './syntax/readYaml.ts';
import { graftEntries, moveEntry, moveMap, type YamlNode } from './syntax/yamlTree.ts';
import { duplicateKey } from './syntaxFindings.ts';

export type { FrameSyntax, PipelineDocument, StageSyntax } from './pipelineDocument.ts';

/** Parts of the last text, so that only what has changed is parsed again. Made by `keepParts`. */
export interface KeptParts {
  last: LastParts | null;
  frame: FramePart | null;
  /** Those of `last`. */
  readonly newest: PartStarts;
}
interface LastParts extends LastText<StagePart> {
  readonly text: string;
  readonly cut: StageCut;
  readonly tally: PartsTally;
  readonly stages: readonly StageSyntax[];
}
export const keepParts = (): KeptParts => ({ last: null, frame: null, newest: { starts: [] } });

/** Never throws. With `kept`, parts of the text parsed before are taken from there; the answer is the same. */
export function parsePipeline(text: string, kept: KeptParts = keepParts()): PipelineDocument {
  if (!isOurs(text)) return notOurs(text);
  const { last } = kept;
  const change = last === null ? null : changeBetween(last.text, text);
  const cut = last === null || change === null ? cutStages(text) : cutChanged(text, last.cut, change);
  return (cut === null ? null : parseCut(text, cut, kept, change)) ?? parseWhole(text);
}

/** By its first lines, so that a half-typed file stays ours. `kind` may be missing or misspelt, not another word. */
function isOurs(text: string): boolean {
  const version = /^\uFEFF?["']?apiVersion["']?[ \t]*:[ \t]*["']?trainyard\/[\w.-]*["']?[ \t]*(?:#.*)?\r?$/m.test(text);
  const kind = /^\uFEFF?["']?kind["']?[ \t]*:[ \t]*["']?([\w.-]+)/m.exec(text)?.[1];
  return version && (kind === undefined || kind === 'Pipeline' || nearestName(kind, ['Pipeline']) !== null);
}

const notOurs = (text: string): PipelineDocument => ({
  text,
  isOurs: false,
  diagnostics: [],
  stageRanges: new Map(),
  root: null,
  frame: { root: null, mentions: emptyFrame.mentions, at: offset => offset },
  ownFindings: [],
  stages: [],
  isBroken: false,
});
const emptyFrame = readFrame('', false);

/** Null when the parts do not add up to the whole, or when a part cannot be read although the whole can. */
function parseCut(text: string, cut: StageCut, kept: KeptParts, change: TextChange | null): PipelineDocument | null {
  const { key, starts } = cut;
  const { text: frameText, at } = frameTextOf(text, cut);
  const frame = kept.frame?.text === frameText ? kept.frame : readFrame(detach(frameText), true);
  if (frame.stagesAt !== key) return null;
  const before = change === null ? null : kept.last;
  const { parts, gone, come } = partsOf(text, starts, { last: before, change, read: readStagePart });
  if (come.some(part => part.isForeign)) return null;
  // Stages need no second look: what stands in a stage is indented deeper than its name, so no value reaches into the next.
  if (frame.isBroken && isStrictlyValid(text)) return null;
  const tally = before === null ? tallyOf(parts) : recount(before.tally, gone, come);
  kept.newest.starts = starts;
  const stages = placeStages(parts, kept.newest, before?.stages ?? []);
  kept.frame = frame;
  kept.last = { text, cut, starts, parts, tally, stages };
  return assemble({ text, frame, at, parts, bases: starts, tally, stages, newest: kept.newest });
}

function parseWhole(text: string): PipelineDocument {
  const { frame, stages: parts } = splitWhole(text, readYaml(text));
  const bases = parts.map(() => 0);
  const newest = { starts: bases };
  const stages = placeStages(parts, newest, []);
  return assemble({ text, frame, at: offset => offset, parts, bases, tally: tallyOf(parts), stages, newest });
}

interface Assembly {
  readonly text: string;
  readonly frame: FramePart;
  at(offset: number): number;
  readonly parts: readonly StagePart[];
  readonly tally: PartsTally;
  readonly bases: readonly number[];
  readonly stages: readonly StageSyntax[];
  readonly newest: PartStarts;
}

function assemble({ text, frame, at, parts, bases, tally, stages, newest }: Assembly): PipelineDocument {
  const diagnostics: Diagnostic[] = frame.diagnostics.map(item => moveFinding(item, at));
  const ownFindings: Diagnostic[] = frame.findings.map(item => moveFinding(item, at));
  if (tally.noisy > 0) {
    for (let i = 0; i < parts.length; i++) {
      const { diagnostics: ofPart = [], stage = null } = parts[i] ?? {};
      if (ofPart.length === 0 && (stage === null || stage.findings.length === 0)) continue;
      const base = bases[i] ?? 0;
      for (const item of ofPart) diagnostics.push(moveFinding(item, offset => offset + base));
      for (const item of stage?.findings ?? []) ownFindings.push(moveFinding(item, offset => offset + base));
    }
  }
  if (tally.repeated > 0) diagnostics.push(...repeatedNames(stages));
  // Asked late, after another text was read, stages have moved on.
  const here = (): readonly StageSyntax[] =>
    newest.starts === bases ? stages : placeStages(parts, { starts: bases }, []);
  let ranges: PipelineDocument['stageRanges'] | undefined;
  let root: YamlNode | null | undefined;
  return {
    text,
    isOurs: true,
    diagnostics: diagnostics.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
    get stageRanges() {
      ranges ??= rangesOf(here());
      return ranges;
    },
    get root() {
      if (root === undefined) root = wholeTree(frame, at, here());
      return root;
    },
    frame: { root: frame.root, mentions: frame.mentions, at },
    ownFindings,
    stages,
    isBroken: frame.isBroken || tally.broken > 0,
  };
}

function repeatedNames(stages: readonly StageSyntax[]): readonly Diagnostic[] {
  const first = new Map<StageName, StageSyntax>();
  const found: Diagnostic[] = [];
  for (const stage of stages) {
    const earlier = first.get(stage.name);
    if (earlier === undefined) first.set(stage.name, stage);
    else found.push(duplicateKey({ ...stage.key, ...nameRange(stage) }, nameRange(earlier)));
  }
  return found;
}

/** Of two stages with one name the first. */
function rangesOf(stages: readonly StageSyntax[]): PipelineDocument['stageRanges'] {
  const ranges = new Map<StageName, { readonly name: TextRange; readonly body: TextRange }>();
  for (const stage of stages)
    if (!ranges.has(stage.name)) ranges.set(stage.name, { name: nameRange(stage), body: bodyRange(stage) });
  return ranges;
}

const nameRange = ({ key, base }: StageSyntax): TextRange => ({ start: key.start + base, end: key.end + base });
const bodyRange = ({ key, value, base }: StageSyntax): TextRange => ({
  start: key.start + base,
  end: Math.max(key.end, value.end) + base,
});

function wholeTree(frame: FramePart, at: (offset: number) => number, stages: readonly StageSyntax[]): YamlNode | null {
  if (frame.root?.kind !== 'map' || !frame.isCut) return frame.root;
  const entries = stages.map(stage => moveEntry(stage, offset => offset + stage.base));
  return graftEntries(moveMap(frame.root, at), 'stages', entries);
}
