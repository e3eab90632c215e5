// What Trainyard knows of a foreign format: how to tell it, its schema, its rules, names and graph.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import type { Facts } from '../../domain/facts.ts';
import type { OutsideTool, StageMark } from '../../domain/foreignPipeline.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import type { JsonSchema } from '../../domain/jsonSchema.ts';
import type { YamlEntry, YamlNode, YamlText } from '../syntax/yamlTree.ts';

/** A format in a file of its own; a new one is a folder here and a line in `allDialects.ts`. */
export interface Dialect {
  /** Such as `dvc`. */
  readonly id: string;
  /** What people call it, such as «DVC pipeline». */
  readonly title: string;
  /** File names that are of this format whatever their content; others are taken by content. */
  readonly names: readonly RegExp[];
  /** Whether a text without a telling name is of this format, from its first lines; must be cheap and sure. */
  recognise(text: string): boolean;
  /** What one document may hold; `root` tells which of several schemas. Null: nothing is said of its shape. */
  schemaOf(root: YamlNode): JsonSchema | null;
  /** Values that the format computes before it reads them, such as `${x}`: nothing is said of their shape. */
  isDynamic(raw: string): boolean;
  /** Nodes that stand for a value from elsewhere, such as `!reference [job, key]`. */
  isComputed?(node: YamlNode, text: string): boolean;
  /** Reads the text where it is not YAML. */
  readTree?(text: string): YamlText;
  /** Files that the rules want to know the text of (`facts.texts`), by path from the root. */
  companions?(text: string, file: ProjectPath): readonly ProjectPath[];
  /** Whether rules of other files want to know this text (`facts.texts`), although its file has no telling name. */
  isSource?(text: string): boolean;
  /** Rules, names and graph of one document whose syntax is sound. Never throws. */
  read(document: DialectDocument): DialectReading;
  /**
   * For formats whose large files are one mapping `stages` at the top: findings of a sound file from its stages one by one,
   * the same as those of `read`. Entries keep their identity from edit to edit, so that what was worked out can be kept by them.
   */
  checkParts?(
    parts: readonly DialectPart[],
    frame: Omit<DialectDocument, 'roots' | 'isBroken' | 'text'>,
  ): readonly Diagnostic[];
  /** How its own program on this machine carries a file out; absent or null where none does. */
  tool?(file: ToolFile): OutsideTool | null;
  /** Files without stages are no pipelines: they get no row in the sidebar. */
  readonly needsStages?: true;
  /** Other YAML servers have a schema for it: key completion and schema findings stand back where one is active. */
  readonly isShared: boolean;
  /** Of a key that stands twice its own program takes the last value and says nothing; others refuse the file. */
  readonly takesLastKey?: true;
  /** Files are often templates whose values begin with `{{`: no YAML of the format has a mapping there. */
  readonly isOftenTemplate?: boolean;
  /** Files may hold a part of an object, as Kustomize merges it: see `isPatchFile`. */
  readonly mayBePatch?: boolean;
  /** Marks around the expressions that names are offered in. */
  readonly expression?: { readonly open: string; readonly close: string };
}

/** One entry of the mapping that a file is read by. Its offsets count from `base`, in `text`. */
export interface DialectPart {
  readonly entry: YamlEntry;
  readonly base: number;
  readonly text: string;
}

/** One document of a file. Offsets count from the start of the file. */
export interface DialectDocument {
  readonly text: string;
  readonly root: YamlNode;
  readonly file: ProjectPath;
  readonly facts: Facts;
  /** All documents of the file, this one included. */
  readonly roots: readonly YamlNode[];
  /** True when some of the file could not be read: rules about what is absent stay silent. */
  readonly isBroken: boolean;
}

/** A file that a program is to carry out. */
export interface ToolFile {
  readonly text: string;
  readonly file: ProjectPath;
  /** Its documents. */
  readonly roots: readonly YamlNode[];
}

/** What a document says. All parts are empty where it says nothing of the kind. */
export interface DialectReading {
  readonly findings: readonly Diagnostic[];
  readonly names: readonly NamedPlace[];
  readonly stages: readonly DialectStage[];
  /** Answers about places, such as the value of an expression. */
  readonly notes: readonly PlaceNote[];
  /** Files that are named. */
  readonly files: readonly { readonly range: TextRange; readonly path: ProjectPath }[];
  /** What an expression may hold, for completion. */
  readonly expressionNames: readonly OfferedName[];
  /** Names for values whose schema has `x-reference`, beside those that the file defines under a kind of that word. */
  readonly offered?: readonly (OfferedName & { readonly reference: string })[];
}

/** A name that can stand at a place. */
export interface OfferedName {
  readonly name: string;
  /** Its value or kind; empty when there is nothing to say. */
  readonly detail: string;
  /** Where it fits; everywhere when absent. */
  readonly within?: TextRange;
}

/** A name where it is defined or used. `kind` and `name` together are one thing of the file. */
export interface NamedPlace {
  /** Such as `stage`, `template`, `job`; `x-reference` of the schema names the same kinds. */
  readonly kind: string;
  readonly name: string;
  readonly range: TextRange;
  readonly role: 'definition' | 'use';
  /** Of definitions: all that belongs to it. */
  readonly whole?: TextRange;
}

/** A step of the graph. Paths are relative to the project root; `needs` are names of other stages. */
export interface DialectStage {
  readonly name: string;
  /** Where its name stands; stages expanded from one place share it. */
  readonly range: TextRange;
  readonly deps: readonly ProjectPath[];
  readonly outs: readonly ProjectPath[];
  readonly needs: readonly string[];
  readonly params: readonly string[];
  /** Its command or image, for people. */
  readonly does: string;
  readonly marks?: readonly StageMark[];
}

export interface PlaceNote {
  readonly range: TextRange;
  /** Markdown. */
  readonly text: string;
  /** Short enough to stand at the end of the place. */
  readonly inlay?: string;
}

/** A reading that says nothing. */
export const nothingRead: DialectReading = {
  findings: [],
  names: [],
  stages: [],
  notes: [],
  files: [],
  expressionNames: [],
};
