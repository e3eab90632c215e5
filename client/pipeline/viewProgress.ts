// The bar on top of the view «Pipelines»: there while a pipeline runs or the first answer of a service is awaited.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { isActive } from '../pipelineState.ts';

const isBusy = (app: App): boolean =>
  app.projects.all.some(({ link, snapshot }) =>
    snapshot === null ? link.state === 'connecting' : snapshot.pipelines.some(({ run }) => isActive(run)),
  );

export function showProgress(app: App): vscode.Disposable {
  let end: (() => void) | null = null;
  const stop = () => {
    end?.();
    end = null;
  };
  const update = () => {
    if (!isBusy(app)) return stop();
    if (end !== null) return;
    const ended = new Promise<void>(resolve => {
      end = resolve;
    });
    void vscode.window.withProgress({ location: { viewId: 'trainyard.pipelines' } }, () => ended);
  };
  const listener = app.projects.onDidChange(update);
  update();
  return vscode.Disposable.from(listener, new vscode.Disposable(stop));
}
