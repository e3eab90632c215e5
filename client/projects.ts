// The projects of the window: found in its folders, connected in the background, followed while folders and files change.
import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { Project, type ProjectChange } from './project.ts';
import { findProjectRoots, isWithin } from './projectRoots.ts';

export interface ProjectsChange {
  /** Null: projects came or went. */
  readonly project: Project | null;
  readonly change: ProjectChange | 'list';
}
export interface Projects extends vscode.Disposable {
  readonly all: readonly Project[];
  /** False until the first search has ended. */
  readonly isReady: boolean;
  readonly onDidChange: vscode.Event<ProjectsChange>;
  /** The project that holds a file. */
  of(uri: vscode.Uri): Project | null;
  byRoot(root: string): Project | null;
  /** Searches the folders again. */
  rescan(): Promise<void>;
}

const pipelinePattern = '**/{pipeline.yaml,*.pipeline.yaml}';
const skipped = '**/{node_modules,.venv,venv,.git,.trainyard,mlruns,site-packages}/**';

export function openProjects(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Projects {
  const changed = new vscode.EventEmitter<ProjectsChange>();
  const open = new Map<string, { readonly project: Project; readonly listener: vscode.Disposable }>();
  let isReady = false;

  const show = (roots: ReadonlyMap<string, string>): void => {
    for (const [root, folder] of roots) {
      if (open.has(root)) continue;
      const project = new Project({ root, folder, context, log });
      open.set(root, { project, listener: project.onDidChange(change => changed.fire({ project, change })) });
      log.info(`project ${root}`);
    }
  };
  const rescan = async (): Promise<void> => {
    // The folders themselves are looked at first: their projects are shown while the search goes on below them.
    show(await rootsOf(async () => []));
    const roots = await rootsOf(searchPipelines);
    for (const [root, { project, listener }] of open) {
      if (roots.has(root)) continue;
      listener.dispose();
      project.dispose();
      open.delete(root);
    }
    show(roots);
    isReady = true;
    changed.fire({ project: null, change: 'list' });
  };

  const watching = watchForProjects(() => void rescan().catch(error => log.error(error)));
  return {
    get all() {
      return [...open.values()].map(({ project }) => project);
    },
    get isReady() {
      return isReady;
    },
    onDidChange: changed.event,
    of: uri =>
      [...open.values()]
        .map(({ project }) => project)
        .filter(({ folder }) => isWithin(uri.fsPath, folder))
        .sort((a, b) => b.root.length - a.root.length)[0] ?? null,
    byRoot: root => open.get(root)?.project ?? null,
    rescan,
    dispose() {
      watching.dispose();
      for (const { project, listener } of open.values()) {
        listener.dispose();
        project.dispose();
      }
      changed.dispose();
    },
  };
}

/** Project roots as real paths, each with the path that the window shows it under. */
async function rootsOf(
  search: (folder: vscode.WorkspaceFolder) => Promise<readonly string[]>,
): Promise<ReadonlyMap<string, string>> {
  const roots = new Map<string, string>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    if (folder.uri.scheme !== 'file') continue;
    const shown = folder.uri.fsPath;
    const real = await realpath(shown);
    for (const root of await findProjectRoots(shown, await search(folder))) {
      if (!roots.has(root)) roots.set(root, isWithin(root, real) ? shown + root.slice(real.length) : root);
    }
  }
  return roots;
}

async function searchPipelines(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, pipelinePattern), skipped, 500);
  return files.map(({ fsPath }) => fsPath);
}

function watchForProjects(rescan: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(rescan, 300);
  };
  const pipelines = vscode.workspace.createFileSystemWatcher(pipelinePattern);
  const stores = vscode.workspace.createFileSystemWatcher('**/{mlflow.db,mlruns/meta.yaml}', false, true, false);
  return vscode.Disposable.from(
    pipelines,
    stores,
    vscode.workspace.onDidChangeWorkspaceFolders(soon),
    ...[pipelines, stores].flatMap(watcher => [watcher.onDidCreate(soon), watcher.onDidDelete(soon)]),
    pipelines.onDidChange(uri => {
      // A file that gains or loses the marker makes or ends a project; others are the service's to notice.
      if (uri.scheme === 'file') soon();
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}
