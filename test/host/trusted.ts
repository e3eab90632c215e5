// Inside a real extension host, in a trusted folder: activation, commands, views, checks, runs, logs and panels.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../client/extension.ts';
import { activateExtension, eventually, file, isThere, replaceIn, rowsOf, write } from './inHost.ts';
import { runMocha } from './mochaRun.ts';
import { modelText, pipelineText, servedText } from './project.ts';

export const run = (): Promise<void> => runMocha('trusted', define);

let api: ExtensionApi;
const view = () => api.app.projects.all[0]?.snapshot?.pipelines[0] ?? null;
const pipelineRow = async () => (await rowsOf(api, 'trainyard.pipelines'))[0];
const states = async () =>
  Object.fromEntries(((await pipelineRow())?.children ?? []).map(({ label, icon }) => [label, icon]));
const findings = (path: string, source = 'trainyard') =>
  vscode.languages.getDiagnostics(file(path)).filter(one => one.source === source);

/** Starts the command and answers its question as Enter does; later runs are not asked. */
async function runByCommand(id: string, ...args: readonly unknown[]): Promise<void> {
  const before = view()?.run?.id;
  const started = vscode.commands.executeCommand(id, ...args);
  const question = setInterval(
    () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
    700,
  );
  try {
    await started;
  } finally {
    clearInterval(question);
  }
  await eventually('the run', () => view()?.run != null && view()?.run?.id !== before);
  await eventually('the end of the run', () => view()?.run?.endedAt != null, 60_000);
}

function define(): void {
  suiteSetup(async () => {
    api = await activateExtension();
    await eventually('the project', () => view());
  });

  suite('the extension', () => {
    test('activates in under 50 ms', () => assert.ok(api.activationMs < 50, `${api.activationMs} ms`));

    test('registers every command it contributes', async () => {
      const contributed = vscode.extensions.getExtension('trainyard.trainyard')?.packageJSON.contributes
        .commands as readonly { readonly command: string }[];
      const known = new Set(await vscode.commands.getCommands(true));
      assert.deepEqual(
        contributed.map(({ command }) => command).filter(id => !known.has(id)),
        [],
      );
    });

    test('leaves a pipeline.yaml of another tool to YAML', async () => {
      await write(
        'other/pipeline.yaml',
        '$schema: https://azuremlschemas.example/pipeline.json\ntype: pipeline\njobs: {}\n',
      );
      const document = await vscode.workspace.openTextDocument(file('other/pipeline.yaml'));
      await eventually(
        'the language',
        () => vscode.workspace.textDocuments.find(({ uri }) => uri.path === document.uri.path)?.languageId === 'yaml',
      );
    });
  });

  suite('the view Pipelines', () => {
    test('shows the pipeline and its stages, never run', async () => {
      const row = await pipelineRow();
      assert.deepEqual([row?.label, row?.description], ['shell-demo', 'never run']);
      assert.deepEqual(
        row?.children.map(({ label }) => label),
        ['prepare', 'count'],
      );
      assert.deepEqual(await states(), { prepare: 'circle-large-outline', count: 'circle-large-outline' });
    });

    test('opens a stage where it is written', async () => {
      const stage = (await pipelineRow())?.children[1];
      await vscode.commands.executeCommand('trainyard.pipeline.openDefinition', stage?.node);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.lineAt(editor.selection.start.line).text.trim(), 'count:');
    });
  });

  suite('the language server', () => {
    test('underlines an unknown stage, and its quick fix mends it', async () => {
      const document = await vscode.workspace.openTextDocument(file('pipeline.yaml'));
      await vscode.window.showTextDocument(document);
      await replaceIn(document, '    deps: [clean.txt]\n', '    deps: [clean.txt]\n    needs: [prepaer]\n');
      const [finding] = await eventually('the finding', () => {
        const found = findings('pipeline.yaml');
        return found.length > 0 ? found : null;
      });
      assert.ok(finding);
      assert.equal(document.getText(finding.range), 'prepaer');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const fix = actions.find(({ edit }) => edit !== undefined);
      assert.ok(fix?.edit, `a fix among ${actions.map(({ title }) => title).join(', ')}`);
      await vscode.workspace.applyEdit(fix.edit);
      assert.match(document.getText(), /needs: \[prepare\]/);
      await eventually('the finding’s end', () =>
        findings('pipeline.yaml').every(({ message }) => message !== finding.message),
      );
      await write('pipeline.yaml', pipelineText);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });

    test('offers Run and Run to Here above the stages', async () => {
      const lenses = await eventually('the lenses', async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          file('pipeline.yaml'),
          50,
        );
        return found.length > 0 ? found : null;
      });
      const ids = new Set(lenses.map(({ command }) => command?.command));
      assert.ok(ids.has('trainyard.runner.runToStage') || ids.has('trainyard.runner.runStage'), [...ids].join(', '));
    });

    test('the lens of references opens them, with the values that a message can carry', async () => {
      const at = pipelineText.split('\n').findIndex(line => line.includes('outs: [clean.txt]'));
      const place = { line: at, character: '    outs: [c'.length };
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        file('pipeline.yaml'),
        new vscode.Position(place.line, place.character),
      );
      assert.equal(found.length, 2);
      const address = file('pipeline.yaml').toString();
      await vscode.commands.executeCommand('trainyard.language.showReferences', address, place);
      await vscode.commands.executeCommand('closeReferenceSearch');
    });
  });

  suite('a run', () => {
    test('is started by the command, after its commands were shown once', async () => {
      await runByCommand('trainyard.runner.runPipeline');
      assert.equal(view()?.run?.state, 'succeeded');
      assert.deepEqual(await states(), { prepare: 'pass-filled', count: 'pass-filled' });
      assert.equal(await isThere('metrics.json'), true);
    });

    test('skips what did not change', async () => {
      await runByCommand('trainyard.runner.runPipeline');
      assert.deepEqual(
        view()?.run?.stages.map(({ state }) => state),
        ['cached', 'cached'],
      );
      assert.deepEqual(await states(), { prepare: 'pass', count: 'pass' });
    });

    test('says why a stage is stale after a param changed', async () => {
      await write('params.yaml', 'count:\n  scale: 3\n');
      const count = await eventually('the stale stage', async () =>
        (await pipelineRow())?.children.find(({ label, icon }) => label === 'count' && icon === 'warning'),
      );
      assert.match(count.description, /^stale: scale 2 → /);
    });

    test('shows its runs with their metrics', async () => {
      const [experiment] = await eventually('the experiment', async () => {
        const rows = await rowsOf(api, 'trainyard.experiments');
        return (rows[0]?.children.length ?? 0) >= 2 ? rows : null;
      });
      assert.equal(experiment?.label, 'shell-demo');
      assert.match(experiment?.description ?? '', /· 2 runs$/);
      assert.match(experiment?.children[0]?.description ?? '', /0\.25|words/);
    });

    test('that fails is marked on its stage, and one more run mends it', async () => {
      await write('pipeline.yaml', pipelineText.replace('echo counting with', 'exit 3; echo'));
      await runByCommand('trainyard.runner.runPipeline');
      assert.equal(view()?.run?.state, 'failed');
      const count = (await pipelineRow())?.children.find(({ label }) => label === 'count');
      assert.match(count?.description ?? '', /exit code 3/);
      await eventually('the mark', () => findings('pipeline.yaml').some(({ code }) => code === 'last-run'));
      await vscode.commands.executeCommand('notifications.clearAll');
      await write('pipeline.yaml', pipelineText);
      await runByCommand('trainyard.runner.runPipeline');
      assert.equal(view()?.run?.state, 'succeeded');
      await eventually('the mark’s end', () => findings('pipeline.yaml').every(({ code }) => code !== 'last-run'));
    });

    test('can be cancelled', async () => {
      await write('pipeline.yaml', pipelineText.replace('echo counting with', 'sleep 60; echo'));
      await eventually('the change', () => view()?.stages.some(({ state }) => state === 'stale'));
      await vscode.commands.executeCommand('trainyard.runner.runPipeline');
      await eventually('the running stage', () =>
        view()?.stages.some(({ name, state }) => name === 'count' && state === 'running'),
      );
      assert.match((await pipelineRow())?.description ?? '', /^count \d+:\d\d · 2 of 2$/);
      await vscode.commands.executeCommand('trainyard.runner.cancel');
      await eventually('the end', () => view()?.run?.state === 'cancelled');
      await write('pipeline.yaml', pipelineText);
    });

    test('has a log that a terminal shows', async () => {
      const stage = (await pipelineRow())?.children.find(({ label }) => label === 'prepare');
      await vscode.commands.executeCommand('trainyard.runner.showLog', stage?.node);
      await eventually('the terminal', () => vscode.window.terminals.some(({ name }) => name.includes('prepare')));
    });
  });

  suite('a model', () => {
    const gatesRow = async () => (await pipelineRow())?.children.find(({ label }) => label === 'Gates');
    const models = () => rowsOf(api, 'trainyard.models');
    const register = async (index: number): Promise<void> => {
      const [experiment] = await rowsOf(api, 'trainyard.experiments');
      // It ends with a message that waits for an answer.
      void vscode.commands.executeCommand('trainyard.registry.register', experiment?.children[index]?.node);
    };

    test('has gates below its pipeline, judged by its last run', async () => {
      await write('pipeline.yaml', modelText);
      await eventually('the gates', gatesRow);
      await runByCommand('trainyard.runner.runPipeline');
      const gates = await eventually('the verdicts', async () => {
        const row = await gatesRow();
        return row?.description === '2 of 2 passed' ? row : null;
      });
      assert.deepEqual(
        gates?.children.map(({ label, description }) => [label, description]),
        [
          ['quality', 'loss 0.25 ≤ 0.5'],
          ['no-worse', 'loss 0.25, and there is no champion yet'],
        ],
      );
    });
    test('leads from a gate to its line', async () => {
      await vscode.commands.executeCommand('trainyard.pipeline.openDefinition', (await gatesRow())?.children[1]?.node);
      const editor = vscode.window.activeTextEditor;
      assert.match(editor?.document.lineAt(editor.selection.start.line).text ?? '', /^ {2}no-worse:/);
    });
    test('is registered from a run, and shown with its alias, metric and gates', async () => {
      assert.deepEqual(await models(), []);
      await eventually(
        'the run',
        async () => ((await rowsOf(api, 'trainyard.experiments'))[0]?.children.length ?? 0) > 0,
      );
      await register(0);
      const [model] = await eventually('the version', async () => {
        const rows = await models();
        return rows.length > 0 ? rows : null;
      });
      await vscode.commands.executeCommand('notifications.clearAll');
      assert.deepEqual([model?.label, model?.description], ['shell-model', 'challenger v1']);
      assert.deepEqual(
        model?.children.map(({ label, description }) => [label, description]),
        [['v1', 'challenger · loss 0.25 · gates 2 of 2 passed']],
      );
    });
    test('is not registered when a gate fails, and the gate says so', async () => {
      await write('pipeline.yaml', modelText.replace('value: 0.5', 'value: 0.1'));
      const gates = await eventually('the verdict', async () => {
        const row = await gatesRow();
        return row?.description === '1 of 2 passed' ? row : null;
      });
      assert.deepEqual([gates?.children[0]?.icon, gates?.children[0]?.description], ['error', 'loss 0.25 > 0.1']);
      await register(0);
      await new Promise(done => setTimeout(done, 1_000));
      assert.equal((await models())[0]?.children.length, 1);
      await vscode.commands.executeCommand('notifications.clearAll');
      await write('pipeline.yaml', pipelineText);
    });
  });

  suite('a deployment', () => {
    const rows = () => rowsOf(api, 'trainyard.deployments');
    const local = (what: RegExp) =>
      eventually(
        `«${what.source}» on local`,
        async () => {
          const [row] = await rows();
          return what.test(row?.description ?? '') ? row : null;
        },
        60_000,
      );
    const version = async (label: string) =>
      (await rowsOf(api, 'trainyard.models'))[0]?.children.find(row => row.label === label);
    const isOpen = (title: string) =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label.includes(title));

    test('serves a version, and its row says so', async () => {
      await write('pipeline.yaml', servedText);
      await eventually('the target', () => view()?.targets?.length === 1);
      await vscode.commands.executeCommand('trainyard.deploy.deploy', (await version('v1'))?.node, 'local');
      const row = await local(/^v1 100 %/);
      assert.deepEqual(
        [row?.label, row?.icon, row?.children.map(({ label, description }) => [label, description])],
        ['local', 'pass-filled', [['stable', 'v1']]],
      );
      const champion = await eventually('the champion', async () => {
        const found = await version('v1');
        return found?.description.includes('champion') === true ? found : null;
      });
      assert.match(champion?.description ?? '', /challenger/);
    });
    test('answers a test request, and the request leads back to its run', async () => {
      // The message with the answer waits until it is read.
      void vscode.commands.executeCommand('trainyard.deploy.sendTestRequest');
      const enter = setInterval(
        () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
        700,
      );
      const sent = await eventually('the answer', () => api.app.sentRequests[0]).finally(() => clearInterval(enter));
      await eventually('the trace', async () => {
        void vscode.commands.executeCommand('trainyard.audit.trace', undefined, sent?.id);
        await new Promise(done => setTimeout(done, 500));
        return isOpen('Trace');
      });
      await vscode.commands.executeCommand('notifications.clearAll');
    });
    test('takes another version by steps, is held, goes on, and is promoted by a person', async () => {
      await write('params.yaml', 'count:\n  scale: 5\n');
      await eventually('the stale stage', () => view()?.stages.some(({ state }) => state === 'stale'));
      await runByCommand('trainyard.runner.runPipeline');
      const newest = await eventually('the run', async () => {
        const [experiment] = await rowsOf(api, 'trainyard.experiments');
        return experiment?.children.find(({ node }) => node.kind === 'run' && node.row.id === view()?.run?.id);
      });
      void vscode.commands.executeCommand('trainyard.registry.register', newest?.node);
      const second = await eventually('the version', () => version('v2'));
      await vscode.commands.executeCommand('trainyard.deploy.deploy', second?.node, 'local');
      const row = await local(/^v1 80 % · v2 20 %/);
      assert.deepEqual(
        row?.children.map(({ label }) => label),
        ['canary v2', 'stable', 'candidate'],
      );
      await vscode.commands.executeCommand('trainyard.deploy.hold');
      await eventually('the hold', async () => (await rows())[0]?.children[0]?.description.startsWith('holding'));
      await vscode.commands.executeCommand('trainyard.deploy.resume');
      await eventually('the step', async () => (await rows())[0]?.children[0]?.description.startsWith('step 1 of 2'));
      await vscode.commands.executeCommand('trainyard.deploy.promote');
      await local(/^v2 100 %/);
      await vscode.commands.executeCommand('notifications.clearAll');
    });
    test('is in the panel and on record', async () => {
      await vscode.commands.executeCommand('trainyard.deploy.open');
      await eventually('the panel', () => isOpen('Deployment: shell-demo on local'));
      await vscode.commands.executeCommand('trainyard.audit.show');
      await eventually('the trail', () => isOpen('Audit Trail'));
    });
    test('leaves the view when it is removed', async () => {
      const [project] = api.app.projects.all;
      const [deployed] = project?.snapshot?.deployments ?? [];
      const service = await project?.connection();
      // The command asks in a dialog that only a pointer can answer.
      await service?.act(deployed?.deployment.id ?? '', { key: randomUUID(), act: 'remove', who: 'a test' });
      await eventually('its end', async () => (await rows()).length === 0, 30_000);
      await write('pipeline.yaml', pipelineText);
    });
  });

  suite('a pipeline of another tool', () => {
    const path = 'other-tool/dvc.yaml';
    const row = (what: RegExp, name = 'dvc.yaml') =>
      eventually(`«${what.source}» on ${name}`, async () => {
        const rows = await rowsOf(api, 'trainyard.pipelines');
        return rows.find(({ label, description }) => label === name && what.test(description));
      });

    test('has its row below ours, with its stages and no state', async () => {
      const found = await row(/DVC pipeline/);
      assert.deepEqual(
        [found.description, found.context],
        ['DVC pipeline · 3 stages · other-tool', 'foreign.graph.tool'],
      );
      assert.deepEqual(
        found.children.map(({ label, description, icon }) => [label, description, icon]),
        [
          ['split', '2 stages · cp words.txt ${item}.txt', 'layers'],
          ['join', 'frozen · cat a.txt b.txt > all.txt', 'circle-small'],
        ],
      );
      assert.deepEqual(
        found.children[0]?.children.map(({ label }) => label),
        ['split@a', 'split@b'],
      );
      assert.equal((await pipelineRow())?.label, 'shell-demo');
    });
    test('leads from a member to the stage it is written as', async () => {
      const member = (await row(/DVC pipeline/)).children[0]?.children[1];
      await vscode.commands.executeCommand('trainyard.pipeline.openDefinition', member?.node);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.lineAt(editor.selection.start.line).text, '  split:');
    });
    test('follows what is typed, before it is saved', async () => {
      const document = await vscode.workspace.openTextDocument(file(path));
      await replaceIn(document, '  join:', '  extra:\n    cmd: echo\n  join:');
      await row(/· 4 stages/);
      await replaceIn(document, 'cmd: echo', 'cmd: [echo');
      assert.match((await row(/^line \d+ cannot be read/)).description, /DVC pipeline/);
      await replaceIn(document, '  extra:\n    cmd: [echo\n', '');
      await row(/^DVC pipeline · 3 stages/);
      await document.save();
    });
    test('opens its graph from the open editor, once', async () => {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file(path)));
      await vscode.commands.executeCommand('trainyard.pipeline.openGraph');
      await vscode.commands.executeCommand('trainyard.pipeline.openGraph', file(path));
      const title = `Graph: ${path}`;
      const tabs = () =>
        vscode.window.tabGroups.all.flatMap(group => group.tabs).filter(({ label }) => label === title);
      await eventually('the panel', () => tabs().length > 0);
      assert.equal(tabs().length, 1);
    });
    test('is run by its own program, in its folder, in a terminal', async () => {
      await write('programs/dvc', '#!/bin/sh\n(pwd; echo "$@") > "$(dirname "$0")/called.txt"\n');
      await chmod(file('programs/dvc').fsPath, 0o755);
      const env = { PATH: `${file('programs').fsPath}:\${env:PATH}` };
      const settings = vscode.workspace.getConfiguration('terminal.integrated');
      await settings.update('env.linux', env, vscode.ConfigurationTarget.Workspace);
      const called = async () =>
        (await readFile(file('programs/called.txt').fsPath, 'utf8').catch(() => '')).split('\n');
      await vscode.commands.executeCommand('trainyard.pipeline.runOutside', file(path).toString(), 'split@a');
      const [folder, line] = await eventually('the call', async () => {
        const lines = await called();
        return lines.length > 2 ? lines : null;
      });
      assert.match(folder ?? '', /other-tool$/);
      assert.equal(line, 'repro split@a');
      assert.ok(vscode.window.terminals.some(({ name }) => name === 'dvc · other-tool'));
      await settings.update('env.linux', undefined, vscode.ConfigurationTarget.Workspace);
    });
    test('is left alone where settings say so', async () => {
      const settings = vscode.workspace.getConfiguration('trainyard');
      await settings.update('files.exclude', ['other-tool/**'], vscode.ConfigurationTarget.Workspace);
      const there = async () => (await rowsOf(api, 'trainyard.pipelines')).some(({ label }) => label === 'dvc.yaml');
      await eventually('the row’s end', async () => !(await there()));
      await settings.update('files.exclude', undefined, vscode.ConfigurationTarget.Workspace);
      await eventually('the row', there);
    });
    test('comes and goes with its file, found by what is in it', async () => {
      const flow =
        'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  templates:\n    - name: main\n      steps:\n        - - {name: one, template: x}\n';
      await write('flow.yaml', flow);
      assert.equal((await row(/^Argo workflow/, 'flow.yaml')).description, 'Argo workflow · 1 step');
      await vscode.workspace.fs.delete(file('flow.yaml'));
      await eventually(
        'the row’s end',
        async () => !(await rowsOf(api, 'trainyard.pipelines')).some(({ label }) => label === 'flow.yaml'),
      );
    });
  });

  suite('panels', () => {
    const isOpen = (type: string) =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(type));
    test('Metrics opens for the experiment', async () => {
      await vscode.commands.executeCommand('trainyard.tracking.openMetrics');
      await eventually('the panel', () => isOpen('trainyard.metrics'));
    });
    test('the graph opens for the pipeline, once', async () => {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file('pipeline.yaml')));
      await vscode.commands.executeCommand('trainyard.pipeline.openGraph');
      await vscode.commands.executeCommand('trainyard.pipeline.openGraph', file('pipeline.yaml'));
      const tabs = () =>
        vscode.window.tabGroups.all.flatMap(group => group.tabs).filter(({ label }) => label === 'Graph: shell-demo');
      await eventually('the panel', () => tabs().length > 0);
      assert.equal(tabs().length, 1);
    });
  });

  suite('care', () => {
    test('diagnostics to copy name the service and no secret', async () => {
      await vscode.commands.executeCommand('trainyard.service.copyDiagnostics');
      const text = await vscode.env.clipboard.readText();
      assert.match(text, /Project .+\n {2}link: live\n {2}service: 0\.\d/);
      assert.doesNotMatch(text, /[0-9a-f]{64}/);
    });
    test('the service can be restarted, and the view lives on', async () => {
      const project = api.app.projects.all[0];
      const before = (await project?.connection())?.hello.pid;
      await vscode.commands.executeCommand('trainyard.service.restart');
      await eventually('the link', () => project?.link.state === 'live');
      assert.notEqual((await project?.connection())?.hello.pid, before);
      assert.equal((await pipelineRow())?.label, 'shell-demo');
    });
    test('the command line is offered in terminals', () => {
      const collection = api.app.context.environmentVariableCollection;
      assert.match(collection.get('PATH')?.value ?? '', /bin[:;]$/);
    });
    test('the whole workspace is checked, files that are not open too', async () => {
      await write('second.pipeline.yaml', pipelineText.replace('deps: [clean.txt]', 'needs: [nobody]'));
      await vscode.commands.executeCommand('trainyard.pipeline.checkWorkspace');
      await eventually('the finding', () => findings('second.pipeline.yaml').length > 0);
    });
  });
}
