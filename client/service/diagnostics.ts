// The text of «Copy Diagnostics»: versions, modes, the service's state and the last lines of its log, without secrets.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { problemText } from '../problems.ts';
import type { Project } from '../project.ts';
import { lastLogLines } from '../serviceLog.ts';
import { withoutSecrets } from '../withoutSecrets.ts';

const keptLines = 40;

export async function diagnosticsText(app: App): Promise<string> {
  const { version } = app.context.extension.packageJSON as { readonly version: string };
  const facts = [
    ['Trainyard', version],
    [
      vscode.env.appName,
      `${vscode.version} (${vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop'}${vscode.env.remoteName === undefined ? '' : `, ${vscode.env.remoteName}`})`,
    ],
    ['Node.js', `${process.versions.node} ${process.platform} ${process.arch}`],
    ['node:sqlite', process.getBuiltinModule('node:sqlite') === undefined ? 'missing' : 'present'],
    [
      'Workspace',
      `${vscode.workspace.isTrusted ? 'trusted' : 'untrusted'}, ${vscode.workspace.workspaceFolders?.length ?? 0} folder(s)`,
    ],
    ['Log level', vscode.LogLevel[app.log.logLevel]],
  ];
  const projects = await Promise.all(app.projects.all.map(projectText));
  const lines = [...facts.map(([name, value]) => `${name}: ${value}`), '', ...projects];
  return withoutSecrets(lines.join('\n'));
}

async function projectText(project: Project): Promise<string> {
  const { link, snapshot } = project;
  const head = [`Project ${project.root}`, `  link: ${link.state}${link.state === 'lost' ? ` (${link.message})` : ''}`];
  const counts =
    snapshot === null
      ? []
      : [
          `  pipelines: ${snapshot.pipelines.length}, experiments: ${snapshot.experiments.length}, operations: ${snapshot.operations.length}`,
        ];
  const service =
    link.state === 'live'
      ? await serviceText(project).catch((error: unknown) => [`  service: ${problemText(error)}`])
      : [];
  const log = await lastLogLines(project.root, keptLines);
  return [
    ...head,
    ...service,
    ...counts,
    ...(log.length > 0 ? ['  last log lines:', ...log.map(line => `    ${line}`)] : []),
    '',
  ].join('\n');
}

async function serviceText(project: Project): Promise<readonly string[]> {
  const { hello } = await project.connection();
  return [
    `  service: ${hello.version}, api ${hello.api.major}.${hello.api.minor}, state ${hello.stateSchema}, mode ${hello.mode}, pid ${hello.pid}, up since ${new Date(hello.startedAt).toISOString()}`,
  ];
}
