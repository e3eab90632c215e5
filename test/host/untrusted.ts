// Inside a real extension host, in an untrusted folder: everything is shown and checked, nothing runs, nothing is written.
import assert from 'node:assert/strict';
import { suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../client/extension.ts';
import { activateExtension, eventually, file, isThere, replaceIn, rowsOf } from './inHost.ts';
import { runMocha } from './mochaRun.ts';

export const run = (): Promise<void> => runMocha('untrusted', define);

let api: ExtensionApi;

function define(): void {
  suiteSetup(async () => {
    api = await activateExtension();
    await eventually('the project', () => api.app.projects.all[0]?.snapshot);
  });

  suite('an untrusted folder', () => {
    test('is untrusted indeed', () => assert.equal(vscode.workspace.isTrusted, false));

    test('shows its pipeline', async () => {
      const [row] = await rowsOf(api, 'trainyard.pipelines');
      assert.deepEqual([row?.label, row?.children.map(({ label }) => label)], ['shell-demo', ['prepare', 'count']]);
    });

    test('shows the pipeline of another tool', async () => {
      const row = await eventually('the row', async () =>
        (await rowsOf(api, 'trainyard.pipelines')).find(({ label }) => label === 'dvc.yaml'),
      );
      assert.deepEqual(
        [row.description, row.children.map(({ label }) => label)],
        ['DVC pipeline · 3 stages · other-tool', ['split', 'join']],
      );
    });

    test('has its service in view mode', async () => {
      const service = await api.app.projects.all[0]?.connection();
      assert.equal(service?.hello.mode, 'view');
    });

    test('is checked while one types', async () => {
      const document = await vscode.workspace.openTextDocument(file('pipeline.yaml'));
      await vscode.window.showTextDocument(document);
      await replaceIn(document, '    deps: [clean.txt]\n', '    deps: [clean.txt]\n    needs: [prepaer]\n');
      await eventually('the finding', () =>
        vscode.languages.getDiagnostics(document.uri).some(({ source }) => source === 'trainyard'),
      );
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });

    test('has lenses that tell, and none that runs', async () => {
      const document = await vscode.workspace.openTextDocument(file('pipeline.yaml'));
      await vscode.window.showTextDocument(document);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      assert.deepEqual(
        lenses.filter(({ command }) => command?.command.startsWith('trainyard.runner.')),
        [],
      );
    });

    test('runs nothing when asked to, and nothing was written', async () => {
      // The answer is a sentence with a button: it stays open until it is read.
      for (const id of ['runner.runPipeline', 'registry.register', 'deploy.deploy', 'monitor.retrain'])
        void vscode.commands.executeCommand(`trainyard.${id}`);
      void vscode.commands.executeCommand(
        'trainyard.pipeline.runOutside',
        file('other-tool/dvc.yaml').toString(),
        null,
      );
      await new Promise(resolve => setTimeout(resolve, 2000));
      assert.deepEqual(
        vscode.window.terminals.map(({ name }) => name),
        [],
      );
      assert.equal(api.app.projects.all[0]?.snapshot?.pipelines[0]?.run ?? null, null);
      for (const path of ['clean.txt', '.trainyard', 'mlflow.db', 'mlruns'])
        assert.equal(await isThere(path), false, path);
    });
  });
}
