// What a service has to tell people once, such as a store that is read-only: one message with the log behind it.
import * as vscode from 'vscode';
import { errorText } from '../../present/texts.ts';
import type { Trouble } from '../../protocol/api.ts';
import { apiVersion } from '../../protocol/version.ts';
import type { App } from '../app.ts';
import { problemText } from '../problems.ts';
import type { Project } from '../project.ts';

export function registerNotices(app: App): void {
  const told = new Set<string>();
  const tell = async (
    key: string,
    text: string,
    actions: readonly { readonly title: string; readonly run: () => unknown }[],
  ) => {
    if (told.has(key)) return;
    told.add(key);
    const chosen = await vscode.window.showWarningMessage(text, ...actions.map(({ title }) => title));
    await actions.find(({ title }) => title === chosen)?.run();
  };
  const showLog = { title: vscode.l10n.t('Show Log'), run: () => app.log.show() };
  const restart = {
    title: vscode.l10n.t('Restart Service'),
    run: () => vscode.commands.executeCommand('trainyard.service.restart'),
  };
  const tellLive = async (project: Project): Promise<void> => {
    const { hello } = await project.connection();
    for (const notice of hello.notices) void tell(noticeKey(project.root, notice), errorText(notice), [showLog]);
    if (hello.api.major === apiVersion.major) return;
    const args = { found: hello.version, known: String(app.context.extension.packageJSON.version) };
    const handOver = { title: vscode.l10n.t('Hand Over'), run: () => project.restart() };
    void tell(`${project.root} ${hello.version}`, errorText({ code: 'service-version', args }), [handOver, showLog]);
  };
  app.context.subscriptions.push(
    app.projects.onDidChange(({ project, change }) => {
      if (project === null || change !== 'link') return;
      const { link } = project;
      if (link.state === 'live') tellLive(project).catch(error => app.log.debug(problemText(error)));
      if (link.state === 'lost' && link.isFinal)
        void tell(`${project.root} ${link.message}`, link.message, [restart, showLog]);
    }),
  );
}
const noticeKey = (root: string, { code, args }: Trouble): string => JSON.stringify([root, code, args]);
