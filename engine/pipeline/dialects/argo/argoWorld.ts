// WorkflowTemplates of the project that a `templateRef` can mean: those of the same file and of files that are known.
import type { Facts } from '../../../domain/facts.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { readYaml } from '../../syntax/readYaml.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import type { DialectDocument } from '../dialect.ts';
import { isTemplateFile } from '../templateFile.ts';
import { type ArgoTemplate, readWorkflow } from './argoWorkflow.ts';

export interface SharedTemplates {
  readonly file: ProjectPath;
  readonly templates: readonly ArgoTemplate[];
}
export interface ArgoWorld {
  /** Null when none of the name is known, or several are: it may lie in the cluster. */
  find(name: string, isCluster: boolean): SharedTemplates | null;
  /** All that are known, by name; those of clusters and of namespaces together. */
  names(): readonly { readonly name: string; readonly file: ProjectPath }[];
}

/** Texts seldom change: what they hold is read once. */
const kept = new WeakMap<object, ReadonlyMap<ProjectPath, readonly Shared[]>>();
type Shared = SharedTemplates & { readonly key: string };

export function argoWorld({
  roots,
  text,
  file,
  facts,
}: Pick<DialectDocument, 'roots' | 'text' | 'file' | 'facts'>): ArgoWorld {
  let byKey: ReadonlyMap<string, readonly Shared[]> | null = null;
  const all = (): ReadonlyMap<string, readonly Shared[]> => {
    const others = [...sharedIn(facts.texts)].flatMap(([path, shared]) => (path === file ? [] : shared));
    return Map.groupBy([...roots.flatMap(root => sharedOf(root, text, file)), ...others], ({ key }) => key);
  };
  return {
    names() {
      byKey ??= all();
      return [...byKey.values()]
        .flat()
        .map(({ key, file: path }) => ({ name: key.slice(key.indexOf(' ') + 1), file: path }));
    },
    find(name, isCluster) {
      byKey ??= all();
      const found = byKey.get(keyOf(isCluster ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate', name)) ?? [];
      return found.length === 1 ? (found[0] ?? null) : null;
    },
  };
}

const keyOf = (kind: string, name: string): string => `${kind} ${name}`;

function sharedIn(texts: Facts['texts']): ReadonlyMap<ProjectPath, readonly Shared[]> {
  if (texts === undefined) return new Map();
  const known = kept.get(texts);
  if (known !== undefined) return known;
  const read = new Map(
    Object.entries(texts)
      .filter(([path, text]) => /\.ya?ml$/.test(path) && isArgoTemplateText(text) && isTemplateFile(text) === null)
      .map(([path, text]) => {
        const roots = readYaml(text).documents.flatMap(({ root }) => root ?? []);
        return [path, roots.flatMap(root => sharedOf(root, text, path))] as const;
      }),
  );
  kept.set(texts, read);
  return read;
}

/** Whether a file holds templates that workflows of other files can call. */
export const isArgoTemplateText = (text: string): boolean =>
  /^kind:[ \t]*["']?(?:Cluster)?WorkflowTemplate\b/m.test(text) && /^apiVersion:[ \t]*["']?argoproj\.io\//m.test(text);

function sharedOf(root: YamlNode, text: string, file: ProjectPath): readonly Shared[] {
  const workflow = readWorkflow(root, text);
  const name = textOf(childOf(workflow?.metadata, 'name'));
  if (workflow === null || name === undefined || !workflow.kind.endsWith('WorkflowTemplate')) return [];
  return [{ key: keyOf(workflow.kind, name), file, templates: workflow.templates }];
}
