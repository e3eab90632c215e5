// Last metric of running stages, asked for only when runs changed and the view is seen, at most twice a second.
import type * as vscode from 'vscode';
import { fromWire, type RunRow } from '../../protocol/api.ts';
import type { App } from '../app.ts';
import { atMostEvery } from '../atMostEvery.ts';
import type { LiveMetric } from './rows.ts';

/** Fills `live`, by the id of the stage's run. */
export function followMetrics(app: App, isSeen: () => boolean, live: Map<string, LiveMetric>): vscode.Disposable[] {
  const ask = atMostEvery(
    500,
    async () => {
      for (const project of app.projects.all) {
        const stages = (project.snapshot?.pipelines ?? []).flatMap(pipeline => pipeline.stages);
        for (const { state, last } of stages) {
          if (state !== 'running' || last === null) continue;
          const { row } = await (await project.connection()).run(last.id);
          const metric = mainMetric(row.metrics);
          if (metric !== null) live.set(last.id, metric);
        }
      }
    },
    error => app.log.trace(String(error)),
  );
  const listener = app.projects.onDidChange(({ change }) => {
    if (change === 'experiments' && isSeen()) ask.soon();
  });
  return [listener, ask];
}

function mainMetric(metrics: RunRow['metrics']): LiveMetric | null {
  const [first] = Object.entries(metrics).sort(
    ([nameA, a], [nameB, b]) => likeness(nameB) - likeness(nameA) || b.timestamp - a.timestamp,
  );
  return first === undefined ? null : { name: first[0], value: fromWire(first[1].value) };
}
/** A loss says best how a training goes. */
const likeness = (name: string): number => (/loss/i.test(name) ? 2 : /rmse|mae|error|acc|auc|f1/i.test(name) ? 1 : 0);
