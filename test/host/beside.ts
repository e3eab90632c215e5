// Inside a real extension host, beside another YAML extension: schemas are shown once, what spans a file stays ours.
import assert from 'node:assert/strict';
import { suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';
import { activateExtension, eventually, file } from './inHost.ts';
import { runMocha } from './mochaRun.ts';

export const run = (): Promise<void> => runMocha('beside', define);

let document: vscode.TextDocument;
const codes = (source: string): readonly string[] =>
  vscode.languages
    .getDiagnostics(document.uri)
    .filter(one => one.source?.startsWith(source) === true)
    .map(({ code }) => String(typeof code === 'object' ? code.value : code));

/** How often the key is offered at an empty line of stage `b`. */
async function timesOffered(key: string): Promise<number> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    new vscode.Position(7, 4),
  );
  return list.items.filter(({ label }) => (typeof label === 'string' ? label : label.label) === key).length;
}

async function hovers(): Promise<readonly string[]> {
  const position = document.positionAt(document.getText().lastIndexOf('cmd:') + 1);
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return found.flatMap(({ contents }) => contents.map(one => (typeof one === 'string' ? one : one.value)));
}

const setYaml = (key: string, value: boolean | undefined): Thenable<void> =>
  vscode.workspace.getConfiguration('yaml').update(key, value, vscode.ConfigurationTarget.Workspace);

function define(): void {
  suiteSetup(async () => {
    await activateExtension();
    document = await vscode.workspace.openTextDocument(file('dvc.yaml'));
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, '    ');
    await vscode.workspace.applyEdit(edit);
    await eventually('the finding of the other extension', () => codes('yaml').length > 0);
    await eventually('the finding of ours', () => codes('trainyard').includes('output-twice'));
  });

  suite('beside another YAML extension', () => {
    test('a schema is held against the file once, and outputs stay ours', async () => {
      await eventually('only ours', () => codes('trainyard').join() === 'output-twice');
    });

    test('a key is offered once', async () => {
      await eventually('the key', async () => (await timesOffered('wdir')) === 1);
    });

    test('a key is explained once', async () => {
      await eventually('the words of the other one', async () => (await hovers()).length > 0);
      assert.deepEqual(
        (await hovers()).filter(text => text.includes('formats/dvc.md')),
        [],
      );
    });

    test('what the other one is told not to show comes from us, one by one', async () => {
      await setYaml('validate', false);
      await eventually('our finding', () => codes('trainyard').includes('unknown-key'));
      assert.equal((await hovers()).filter(text => text.includes('formats/dvc.md')).length, 0);
      await setYaml('hover', false);
      await eventually('our words', async () => (await hovers()).some(text => text.includes('formats/dvc.md')));
      await setYaml('validate', undefined);
      await setYaml('hover', undefined);
      await eventually('only ours that spans', () => codes('trainyard').join() === 'output-twice');
    });
  });
}
