// Gates with what they say of a run: as declared by the project's files, judged by the tracking store's numbers.
import type { Facts } from '../engine/domain/facts.ts';
import type { GateVerdict } from '../engine/domain/gate.ts';
import type { ProjectPath, RunId } from '../engine/domain/ids.ts';
import type { GateView } from '../protocol/deployApi.ts';
import type { ServiceContext } from './serviceContext.ts';

/** Without a run each pipeline is judged by its last run that succeeded. */
export async function gateViews(
  { project, tracking }: Pick<ServiceContext, 'project' | 'tracking'>,
  { pipeline: only, run }: { readonly pipeline?: ProjectPath; readonly run?: RunId } = {},
): Promise<readonly GateView[]> {
  const found = await project.gates(only);
  const views = found.map(async ({ pipeline, run: last, model, gates }): Promise<readonly GateView[]> => {
    const judged = run ?? last;
    const asked = gates.map(({ gate }) => gate);
    const verdicts = judged === null ? [] : await tracking.verdicts({ run: judged, model, gates: asked });
    return gates.map(({ gate, ...more }) => ({
      ...{ pipeline, gate, ...more },
      verdict: verdicts.find(verdict => verdict.gate === gate.name) ?? null,
    }));
  });
  return (await Promise.all(views)).flat();
}

/** As rules and lenses know them. */
export function gateFacts(views: readonly GateView[]): NonNullable<Facts['gates']> {
  const facts: Record<ProjectPath, Record<string, GateVerdict>> = {};
  for (const { pipeline, gate, verdict } of views)
    if (verdict !== null) facts[pipeline] = { ...facts[pipeline], [gate.name]: verdict };
  return facts;
}
