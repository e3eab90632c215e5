// Rows of experiments that were opened, asked for once and again after runs changed.
import type { ExperimentView, RunRow } from '../../protocol/api.ts';
import type { Project } from '../project.ts';

export interface RunCache {
  /** Pipeline runs and single runs, newest first; those of stages are folded below them. */
  parents(project: Project, experiment: ExperimentView): Promise<readonly RunRow[]>;
  children(project: Project, runId: string): Promise<readonly RunRow[]>;
  /** What was kept is asked for again at its next use. */
  forget(project: Project | null): void;
}
const shownRuns = 500;

export function createRunCache(): RunCache {
  const kept = new Map<Project, Map<string, Promise<readonly RunRow[]>>>();
  const once = (project: Project, key: string, ask: () => Promise<readonly RunRow[]>) => {
    const ofProject = kept.get(project) ?? new Map<string, Promise<readonly RunRow[]>>();
    kept.set(project, ofProject);
    const known = ofProject.get(key);
    if (known !== undefined) return known;
    const asked = ask();
    ofProject.set(key, asked);
    asked.catch(() => ofProject.delete(key));
    return asked;
  };
  return {
    parents: (project, experiment) =>
      once(project, `experiment ${experiment.source.id} ${experiment.id}`, async () =>
        (await project.connection()).runs({ experiment: experiment.id, level: 'parents', limit: shownRuns }),
      ),
    children: (project, runId) =>
      once(project, `run ${runId}`, async () => (await (await project.connection()).run(runId)).children),
    forget(project) {
      if (project === null) kept.clear();
      else kept.delete(project);
    },
  };
}
