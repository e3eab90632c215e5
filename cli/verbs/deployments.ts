// `trainyard deployments`: what is served where, how it goes, and how to send it a request.
import { homedir } from 'node:os';
import { findPlace } from '../../connect/projectPlace.ts';
import type { Deployment } from '../../engine/domain/deployment.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { deployFailureText, holdText } from '../../present/deployText.ts';
import { formatNumber } from '../../present/format.ts';
import { splitText } from '../../present/rolloutText.ts';
import type { DeploymentView } from '../../protocol/deployApi.ts';
import { type PrivatePaths, parseRouterFile, predictHeaderFile, routerFile } from '../../protocol/privateFolder.ts';
import { deploymentName, findDeployment } from '../deployment.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Io } from '../io.ts';
import { printJson, printLines } from '../print.ts';
import { findRoot, withService } from '../project.ts';
import { type Style, stateGlyph, stateWord, styleFor } from '../style.ts';
import { UsageError, verb } from '../verb.ts';

export const deployments = verb({
  name: 'deployments',
  summary: 'Shows what is served where, and how to send it a request.',
  usage: ['deployments [TARGET] [--json]', 'deployments --token TARGET'],
  options: {
    token: { type: 'string', value: 'TARGET', help: 'Print the token that callers of this deployment send.' },
  },
  maxArgs: 1,
  async run({ options, args: [typed], io, isJson }) {
    const paths = await pathsOf(io);
    const views = await withService(io, async service =>
      typed === undefined && options.token === undefined
        ? service.deployments()
        : [await findDeployment(service, options.token ?? typed, 'deployments')],
    );
    const [first] = views;
    if (options.token !== undefined && first !== undefined) {
      const token = await tokenOf(paths, first.deployment);
      if (isJson) printJson(io, { token });
      else io.out(`${token}\n`);
      return exitCodes.done;
    }
    if (isJson)
      printJson(io, {
        deployments: views.map(view => ({ ...view, headerFile: predictHeaderFile(paths, view.deployment.id) })),
      });
    else if (first === undefined) io.out('Nothing is deployed yet. «trainyard deploy» does it.\n');
    else
      printLines(
        io,
        views.flatMap((view, i) => [...(i === 0 ? [] : ['']), ...viewLines(view, paths, styleFor(io))]),
      );
    return exitCodes.done;
  },
});

async function pathsOf({ env, cwd }: Io): Promise<PrivatePaths> {
  return (await findPlace({ root: await findRoot(cwd), env, home: homedir() })).paths;
}

async function tokenOf(paths: PrivatePaths, { id, target }: Deployment): Promise<string> {
  const text = await nodePorts().files.readText(routerFile(paths, id));
  const file = text === null ? null : parseRouterFile(text);
  if (file === null) throw new UsageError(`${target} was not started yet, so there is no token.`, 'deployments');
  return file.predictToken;
}

function viewLines(view: DeploymentView, paths: PrivatePaths, style: Style): readonly string[] {
  const { deployment, rate } = view;
  const { state, url, model, verified, failure, rollout } = deployment;
  const p95 = rate.p95 === null ? '' : ` · p95 ${formatNumber(rate.p95)} ms`;
  const errors = rate.errorShare > 0 ? style('red', ` · ${formatNumber(rate.errorShare * 100)} % errors`) : '';
  const rolling = rollout === null || isQuiet(deployment) ? [] : [rolloutLine(deployment, style)];
  return [
    `${stateGlyph(style, state)} ${style('bold', deploymentName(view))}  ${style('bold', model)} ${splitText(deployment)}  ${stateWord(style, state)}  ${formatNumber(rate.perSecond)} req/s${p95}${errors}`,
    ...rolling,
    ...(verified || state === 'stopped' || state === 'pending'
      ? []
      : [style('yellow', '  What is served is not yet confirmed as asked for.')]),
    ...(failure === null ? [] : [style('red', `  ${deployFailureText(failure)}`)]),
    ...(url === null
      ? []
      : [`  ${url}`, ...requestLines(deployment, url, paths).map(line => style('gray', `  ${line}`))]),
  ];
}

const isQuiet = ({ rollout }: Deployment): boolean => rollout?.state === 'promoted';

function rolloutLine({ rollout }: Deployment, style: Style): string {
  if (rollout === null) return '';
  const { state, to, strategy, step } = rollout;
  const hold = holdText(rollout);
  const steps = strategy.steps.length;
  const where = state === 'running' || state === 'holding' ? `  step ${Math.min(step + 1, steps)} of ${steps}` : '';
  const why = rollout.failure === null ? '' : `: ${deployFailureText(rollout.failure)}`;
  return `  ${stateGlyph(style, state)} ${strategy.type} v${to.version}  ${stateWord(style, state)}${where}${style('gray', hold === null ? why : `: ${hold}`)}`;
}

/** The token stays in its file: curl reads the header from there. */
function requestLines({ id, model }: Deployment, url: string, paths: PrivatePaths): readonly string[] {
  return [
    `curl -H @${predictHeaderFile(paths, id)} ${url}/v2/models/${encodeURIComponent(model)}`,
    `curl -H @${predictHeaderFile(paths, id)} -H 'content-type: application/json' -d @request.json ${url}/v2/models/${encodeURIComponent(model)}/infer`,
  ];
}
