// The open documents that are ours, each with what it is and the facts of its project.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type CheckSettings, matchesAny } from '../engine/domain/checkSettings.ts';
import type { Facts } from '../engine/domain/facts.ts';
import { folderOf, joinPath } from '../engine/pipeline/projectPath.ts';
import { documentPatterns, type FactsParams, mayBeFormat, pipelineLanguage } from '../protocol/lsp.ts';

/** The marker of pipelines, in files of any name. */
export const isPipelineText = (text: string): boolean => /^apiVersion:[ \t]*["']?trainyard\//m.test(text);

export type DocumentKind = 'pipeline' | 'card' | 'dialect';

/** What the file may be by language id and name; its content decides whether rules speak. */
export function kindOfDocument(
  document: Pick<TextDocument, 'uri' | 'languageId' | 'getText'>,
  path: string,
  { include, exclude }: Pick<CheckSettings, 'include' | 'exclude'>,
): DocumentKind | null {
  if (matchesAny(path, exclude)) return null;
  if (document.languageId === 'markdown' && matchesAny(path, include)) return 'card';
  if (document.languageId === pipelineLanguage) return 'pipeline';
  const name = decodeURIComponent(document.uri.slice(document.uri.lastIndexOf('/') + 1));
  // Other tools have files of these names too.
  if (namesOf(documentPatterns.pipeline).some(pattern => pattern.test(name)))
    return isPipelineText(document.getText()) || !mayBeFormat(document.getText()) ? 'pipeline' : 'dialect';
  if (namesOf(documentPatterns.card).some(pattern => pattern.test(name))) return 'card';
  if (document.languageId === 'markdown') return null;
  return isPipelineText(document.getText()) ? 'pipeline' : 'dialect';
}

/** The file names of a pattern such as `**` + `/{pipeline.yaml,*.pipeline.yaml}`. */
const namesOf = (pattern: string): readonly RegExp[] =>
  pattern
    .replace(/^\*\*\/\{|\}$/g, '')
    .split(',')
    .map(name => new RegExp(`^${name.replace(/\./g, '\\.').replace(/\*/g, '.*')}$`));

export interface ProjectFile {
  /** Path below the project root; the file's name when no project is known. */
  readonly path: string;
  /** Project root as a file URI without trailing slash, null when unknown. */
  readonly root: string | null;
  readonly facts: Facts;
}

/** Keeps the last facts of each project; parts that a message leaves out keep their value. */
export interface FactsStore {
  /** Gives the project's root as `ProjectFile` has it. */
  take(params: FactsParams): string;
  of(uri: string): ProjectFile;
  /** Texts of files that the facts hold, with their addresses. */
  texts(): readonly { readonly uri: string; readonly path: string; readonly text: string }[];
  /** Grows with every message, so that kept results can be told from current ones. */
  readonly generation: number;
  /** The same for the project of one document. */
  generationOf(uri: string): number;
}

export function createFactsStore(): FactsStore {
  const byRoot = new Map<string, Facts>();
  const generations = new Map<string, number>();
  let generation = 0;
  /** The nearest folder above whose facts are known. */
  const rootOf = (normal: string): string | null => {
    for (let cut = normal.lastIndexOf('/'); cut > 0; cut = normal.lastIndexOf('/', cut - 1))
      if (byRoot.has(normal.slice(0, cut))) return normal.slice(0, cut);
    return null;
  };
  return {
    take({ root, facts }) {
      const key = normalUri(root).replace(/\/+$/, '');
      byRoot.set(key, { ...byRoot.get(key), ...facts });
      generation += 1;
      generations.set(key, generation);
      return key;
    },
    of(uri) {
      const normal = normalUri(uri);
      const root = rootOf(normal);
      if (root === null) return { path: normal.slice(normal.lastIndexOf('/') + 1), root: null, facts: {} };
      return { path: normal.slice(root.length + 1), root, facts: byRoot.get(root) ?? {} };
    },
    texts: () =>
      [...byRoot].flatMap(([root, { texts = {} }]) =>
        Object.entries(texts).map(([path, text]) => ({ uri: uriOfPath(root, path), path, text })),
      ),
    get generation() {
      return generation;
    },
    generationOf: uri => generations.get(rootOf(normalUri(uri)) ?? '') ?? 0,
  };
}

/** Editors differ in what they escape (`%3A` for `:`); unescaped, both spellings are equal. */
function normalUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** Address of a project path; `..` parts and absolute paths are not links. */
export function uriOfPath(root: string, path: string): string {
  const escaped = `${root}/${path}`.replace(/[^A-Za-z0-9\-._~/:@!$&'()*+,;=]/g, char => encodeURIComponent(char));
  return escaped;
}

/** A path written in a file of the project as a path from the root: `./a`, `../b` resolved; null when it leaves the root. */
export const resolvePath = (file: string, written: string): string | null => joinPath(folderOf(file), written);
