// What a pipeline file is once parsed: its tree, cut into frame and stages, with findings of syntax and schema.
import type { Diagnostic, TextRange } from '../domain/diagnostic.ts';
import type { StageName } from '../domain/ids.ts';
import type { FrameMentions, StageMentions } from './mentions.ts';
import type { YamlNode, YamlScalar } from './syntax/yamlTree.ts';

export interface PipelineDocument {
  readonly text: string;
  /** It says `apiVersion: trainyard/…` and `kind: Pipeline`. Other files have no findings, no stages and no tree. */
  readonly isOurs: boolean;
  /** Syntax and schema. */
  readonly diagnostics: readonly Diagnostic[];
  /** The name of each stage, and all of it from the name on. */
  readonly stageRanges: ReadonlyMap<StageName, { readonly name: TextRange; readonly body: TextRange }>;
  /** The whole tree with offsets in the text; made on first use. */
  readonly root: YamlNode | null;
  readonly frame: FrameSyntax;
  /** Findings of rules that need to know nothing but the frame, or one stage. */
  readonly ownFindings: readonly Diagnostic[];
  /** In file order, duplicates included. Where parts are kept, they stand where the newest text has them. */
  readonly stages: readonly StageSyntax[];
  /** True when some of the text could not be read: rules about what is absent stay silent. */
  readonly isBroken: boolean;
}
/** Everything but the stages. Offsets of its nodes are made offsets of the text by `at`. */
export interface FrameSyntax {
  readonly root: YamlNode | null;
  readonly mentions: FrameMentions;
  at(offset: number): number;
}
/** One stage. Offsets of everything in it count from `base`. */
export interface StageSyntax {
  readonly name: StageName;
  readonly base: number;
  readonly key: YamlScalar;
  readonly value: YamlNode;
  readonly mentions: StageMentions;
}

/** What is known at one place of a range that counts from elsewhere. */
export const moveRange = (range: TextRange, at: (offset: number) => number): TextRange => ({
  start: at(range.start),
  end: at(range.end),
});

/** The same finding with every offset changed. */
export function moveFinding(finding: Diagnostic, at: (offset: number) => number): Diagnostic {
  return {
    ...finding,
    range: moveRange(finding.range, at),
    ...(finding.related && { related: finding.related.map(item => ({ ...item, range: moveRange(item.range, at) })) }),
    ...(finding.fixes && {
      fixes: finding.fixes.map(fix => ({
        ...fix,
        edits: fix.edits.map(edit => ({ ...edit, range: moveRange(edit.range, at) })),
      })),
    }),
  };
}
