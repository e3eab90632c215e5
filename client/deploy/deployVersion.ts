// «Deploy…»: asks which pipeline, target and version, most likely first, and begins the rollout.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ModelVersion, RegisteredModel } from '../../engine/domain/modelVersion.ts';
import { formatNumber, formatRelative } from '../../present/format.ts';
import { gatesText } from '../../present/gateText.ts';
import { splitText } from '../../present/rolloutText.ts';
import type { App } from '../app.ts';
import { viewsOf } from '../deployments.ts';
import { windowVariables } from '../environment.ts';
import { asNode } from '../nodes.ts';
import { operationEnd } from '../operationEnd.ts';
import { allPipelines, askPipeline, type PipelineTarget } from '../pickers.ts';
import { stateIcon } from '../ui/stateIcon.ts';

/** Arguments: a pipeline's file or row, or a version's row; then the name of a target. */
export async function deployVersion(app: App, arg: unknown, targetArg: unknown): Promise<void> {
  const given = asNode(arg, 'version');
  const title = vscode.l10n.t('Deploy');
  const own = allPipelines(app).filter(
    ({ project, view }) => project === given?.project && view.model === given.version.model,
  );
  const pipeline = await askPipeline(app, own[0] ?? arg, { title, only: ({ view }) => targetsOf(view).length > 0 });
  if (pipeline === undefined) return tellNoTarget();
  const target = typeof targetArg === 'string' ? targetArg : await askTarget(pipeline, title);
  if (target === undefined) return;
  const version = given?.version.version ?? (await askVersion(pipeline, target));
  if (version !== undefined) await beginRollout(pipeline, target, version);
}

export async function beginRollout(
  { project, file }: Pick<PipelineTarget, 'project' | 'file'>,
  target: string,
  version: number,
): Promise<void> {
  const service = await project.connection();
  const who = await project.who();
  await operationEnd('trainyard.deployments', service, () =>
    service.deploy({
      ...{ key: randomUUID(), pipeline: file, target, version, who },
      env: windowVariables(process.env),
    }),
  );
  await vscode.commands.executeCommand('trainyard.deployments.focus', { preserveFocus: true });
}

const targetsOf = ({ targets = [] }: PipelineTarget['view']): NonNullable<PipelineTarget['view']['targets']> => targets;

async function tellNoTarget(): Promise<void> {
  const open = vscode.l10n.t('Show How');
  const text = vscode.l10n.t('No pipeline here says where its model is served. A «deploy» section in its file does.');
  if ((await vscode.window.showInformationMessage(text, open)) !== open) return;
  await vscode.commands.executeCommand('trainyard.pipeline.openDefinition');
}

async function askTarget({ view, project, file }: PipelineTarget, title: string): Promise<string | undefined> {
  const targets = targetsOf(view);
  const [only, second] = targets;
  if (second === undefined) return only?.name;
  const items = targets.map(({ name, strategy, approval }) => {
    const deployment = viewsOf(project).find(
      one => one.deployment.pipeline === file && one.deployment.target === name,
    )?.deployment;
    return {
      label: name,
      description: [
        strategy.replace('_', '/'),
        deployment === undefined ? vscode.l10n.t('nothing served yet') : splitText(deployment),
        ...(approval === 'required' ? [vscode.l10n.t('asks for approval')] : []),
      ].join(' · '),
      iconPath: stateIcon(deployment?.state ?? 'pending'),
    };
  });
  const placeHolder = vscode.l10n.t('Choose where the model is served');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.label;
}

/** The newest that is not served there first, then by number; what serves now is said. */
async function askVersion(pipeline: PipelineTarget, target: string): Promise<number | undefined> {
  const { project, file, view } = pipeline;
  const model = project.snapshot?.models?.find(({ name }) => name === view.model);
  if (model === undefined || model.versions.length === 0) {
    const register = vscode.l10n.t('Register Model Version…');
    const text = vscode.l10n.t(
      'No version of {0} is registered yet, so there is nothing to deploy.',
      view.model ?? view.name,
    );
    if ((await vscode.window.showInformationMessage(text, register)) === register)
      await vscode.commands.executeCommand('trainyard.registry.register', pipeline);
    return undefined;
  }
  const deployment = viewsOf(project).find(
    one => one.deployment.pipeline === file && one.deployment.target === target,
  )?.deployment;
  const serving = deployment?.state === 'live' ? deployment.stable?.version : undefined;
  const order = [...model.versions].sort((a, b) =>
    a.version === serving ? 1 : b.version === serving ? -1 : b.version - a.version,
  );
  const items = order.map(version => ({
    label: `v${version.version}`,
    description: versionText(version, serving === version.version ? target : null),
    iconPath: new vscode.ThemeIcon(version.aliases.includes('champion') ? 'star-full' : 'tag'),
    version: version.version,
  }));
  const title = vscode.l10n.t('Deploy {0} to {1}', model.name, target);
  const placeHolder = vscode.l10n.t('Choose a version');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.version;
}

function versionText(
  { aliases, verdicts, createdAt }: RegisteredModel['versions'][number],
  servedOn: string | null,
): string {
  return [
    ...aliases,
    ...mainValue(verdicts),
    ...(verdicts.length === 0 ? [] : [vscode.l10n.t('gates {0}', gatesText(verdicts))]),
    ...(servedOn === null ? [] : [vscode.l10n.t('serving on {0}', servedOn)]),
    ...(createdAt === null ? [] : [formatRelative(Date.now(), createdAt)]),
  ].join(' · ');
}
const mainValue = ([first]: ModelVersion['verdicts']): readonly string[] =>
  first === undefined || first.measured === null ? [] : [`${first.metric} ${formatNumber(first.measured)}`];
