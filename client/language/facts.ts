// Tells the language server what changed in the world: files, runs and stages of each project, gathered by the service.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { atMostEvery, type Paced } from '../atMostEvery.ts';
import { problemText } from '../problems.ts';
import type { Project } from '../project.ts';

const pace = 700;

export function registerFacts(app: App): void {
  const paced = new Map<Project, Paced>();
  const push = (project: Project) => {
    let own = paced.get(project);
    if (own === undefined) {
      own = atMostEvery(
        pace,
        async () => {
          if (project.link.state !== 'live') return;
          const facts = await (await project.connection()).facts();
          app.server.tell({ root: vscode.Uri.file(project.folder).toString(), facts });
        },
        error => app.log.debug(`facts of ${project.root}: ${problemText(error)}`),
      );
      paced.set(project, own);
    }
    own.soon();
  };
  const pushFor = (uri: vscode.Uri) => {
    const project = app.projects.of(uri);
    if (project !== null && !/\/(\.trainyard|\.git|mlruns|__pycache__)\/|\/mlflow\.db/.test(uri.path)) push(project);
  };
  const files = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
  app.context.subscriptions.push(
    files,
    files.onDidCreate(pushFor),
    files.onDidDelete(pushFor),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => pushFor(uri)),
    app.projects.onDidChange(({ project }) => {
      if (project !== null) push(project);
    }),
    new vscode.Disposable(() => {
      for (const own of paced.values()) own.dispose();
    }),
  );
}
