// `trainyard monitor`: what is watched in a deployment and what was found; looks now; takes labels.
import { randomUUID } from 'node:crypto';
import type { Alert, SignalResult } from '../../engine/domain/monitor.ts';
import { alertOutcomeText, comparisonSigns, signalText } from '../../present/deployText.ts';
import { formatNumber, formatRelative } from '../../present/format.ts';
import type { DeploymentView, MonitorView } from '../../protocol/deployApi.ts';
import { deploymentName, findDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { operationEnd, tellTrouble } from '../operationEnd.ts';
import { printJson, printLines } from '../print.ts';
import { withService } from '../project.ts';
import { readLabels } from '../readLabels.ts';
import { type Style, stateGlyph, styleFor } from '../style.ts';
import { formatTable } from '../table.ts';
import { verb } from '../verb.ts';

/** As many as one call takes. */
const labelsPerCall = 100_000;

export const monitor = verb({
  name: 'monitor',
  summary: 'Shows what is watched in a deployment and what was found.',
  usage: ['monitor [TARGET] [--now] [--labels FILE] [--json]'],
  options: {
    now: { type: 'boolean', help: 'Look now instead of waiting for the next look.' },
    labels: {
      type: 'string',
      value: 'FILE',
      help: 'Send what turned out to be true: CSV with the columns id, value and, if given, row and at.',
    },
  },
  notes: ['The exit code is 1 while an alert is open.'],
  maxArgs: 1,
  async run({ options, args: [typed], io, isJson }) {
    return withService(io, async service => {
      const deployments = await service.deployments();
      let taken: number | undefined;
      if (options.labels !== undefined) {
        const { deployment } = await findDeployment(service, typed, 'monitor');
        const labels = await readLabels(options.labels, io.cwd);
        taken = 0;
        for (let start = 0; start < labels.length; start += labelsPerCall) {
          const sent = await service.sendLabels(deployment.id, { labels: labels.slice(start, start + labelsPerCall) });
          taken += sent.taken;
        }
        if (!isJson) io.out(`${taken} of ${labels.length} labels taken.\n`);
      }
      if (options.now) {
        const { deployment } = await findDeployment(service, typed, 'monitor');
        const begun = await service.monitorNow(deployment.id, { key: randomUUID() });
        const failed = tellTrouble(await operationEnd(service, begun, { io, isJson }), { io, isJson });
        if (failed !== null) return failed;
      }
      const only = typed === undefined ? null : (await findDeployment(service, typed, 'monitor')).deployment.id;
      const views = (await service.monitors()).filter(view => only === null || view.deployment === only);
      if (isJson) printJson(io, { ...(taken === undefined ? {} : { taken }), monitors: views });
      else if (views.length === 0)
        io.out('Nothing is watched. A «monitor» section in the pipeline file watches a target once it is deployed.\n');
      else
        printLines(
          io,
          views.flatMap((view, i) => [...(i === 0 ? [] : ['']), ...monitorLines(view, deployments, styleFor(io))]),
        );
      return exitOf(views);
    });
  },
});

const isAlertOpen = ({ endedAt }: Alert): boolean => endedAt === null;
const exitOf = (views: readonly MonitorView[]): ExitCode =>
  views.some(({ alerts }) => alerts.some(isAlertOpen)) ? exitCodes.failed : exitCodes.done;

function monitorLines(view: MonitorView, deployments: readonly DeploymentView[], style: Style): readonly string[] {
  const now = Date.now();
  const owner = deployments.find(({ deployment }) => deployment.id === view.deployment);
  const name = owner === undefined ? view.pipeline : deploymentName(owner);
  const looked = view.lastLook === null ? 'not looked yet' : `looked ${formatRelative(now, view.lastLook)}`;
  const cooling = view.coolingUntil !== null && view.coolingUntil > now ? ', cooling down' : '';
  const results = new Map(view.results.map(result => [result.signal, result]));
  const rows = view.spec.signals.map(({ name: signal, type, metric, action }) => {
    const result = results.get(signal);
    return [
      `  ${stateGlyph(style, result?.level ?? 'unknown')} ${signal}`,
      type.replace('_', ' '),
      result === undefined ? 'not looked yet' : signalText(result, metric),
      style('gray', [rowsText(result), action === 'notify' ? '' : `then ${action}`].filter(Boolean).join(' · ')),
    ];
  });
  const table = formatTable([{ title: '' }, { title: '' }, { title: '' }, { title: '' }], rows).slice(1);
  return [`${style('bold', name)}  ${style('gray', `${looked}${cooling}`)}`, ...table, ...alertLines(view, style, now)];
}

const rowsText = (result: SignalResult | undefined): string =>
  result === undefined ? '' : `${result.window.rows} rows`;

function alertLines({ alerts }: MonitorView, style: Style, now: number): readonly string[] {
  const open = alerts.filter(isAlertOpen);
  return open.map(({ signal, feature, value, op, bound, at, ...alert }) => {
    const about = feature === null ? signal : `${signal}: ${feature}`;
    const compared = `${formatNumber(value)} ${comparisonSigns[op]} ${formatNumber(bound)}`;
    return `  ${style('red', 'alert')} ${about} ${compared}, ${formatRelative(now, at)}; ${alertOutcomeText({ signal, feature, value, op, bound, at, ...alert })}`;
  });
}
