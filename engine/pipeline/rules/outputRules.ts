// Outputs that meet: one path written twice, one inside the other, and paths that no stage may write.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import type { OutMention } from '../mentions.ts';
import { foldersAround } from '../projectPath.ts';
import { writesAlone } from './outsIndex.ts';
import { type CheckedStage, type RuleContext, rangeIn } from './ruleContext.ts';
import type { PathMention } from './stagePaths.ts';

interface Written {
  readonly stage: CheckedStage;
  readonly out: PathMention<OutMention>;
  readonly path: ProjectPath;
}

export function outputRules(context: RuleContext): readonly Diagnostic[] {
  const index = context.writers.index();
  if (context.stages.every(({ paths }) => writesAlone(index, paths))) return none;
  const found: Diagnostic[] = [];
  const first = new Map<ProjectPath, Written>();
  const written: Written[] = [];
  for (const stage of context.stages) {
    for (const out of stage.paths.outs) {
      const { path } = out;
      if (path === null || out.isReserved) {
        if (!out.isOpen) found.push(refused(stage, out));
        continue;
      }
      const item = { stage, out, path };
      const other = first.get(path);
      if (other !== undefined) found.push(twice(item, other));
      else {
        first.set(path, item);
        written.push(item);
      }
    }
  }
  return [...found, ...written.flatMap(item => nested(item, first))];
}

/** Where no outputs met, it is enough to look at the stages that have changed. */
export const staysApart = ({ change, stages, writers }: RuleContext): boolean =>
  change.stages?.every(i => {
    const paths = stages[i]?.paths;
    return paths !== undefined && writesAlone(writers.index(), paths);
  }) === true;

function refused(stage: CheckedStage, { mention, path }: Written['out']): Diagnostic {
  const rule = path === null || path === '' ? 'path-outside' : 'output-reserved';
  return finding(rule, rangeIn(stage, mention.range), { path: mention.name });
}

const placeOf = ({ stage, out }: Written): TextRange => rangeIn(stage, out.mention.range);

function twice(item: Written, other: Written): Diagnostic {
  const related = [{ range: placeOf(other), rule: 'first-here', args: {} }];
  const path = item.out.mention.name;
  if (item.stage.name === other.stage.name) return finding('output-repeated', placeOf(item), { path }, { related });
  return finding('output-twice', placeOf(item), { path, stage: other.stage.name }, { related });
}

/** Shown at the one that comes later in the file. */
function nested(item: Written, first: ReadonlyMap<ProjectPath, Written>): readonly Diagnostic[] {
  for (const folder of foldersAround(item.path)) {
    const outer = first.get(folder);
    if (outer === undefined) continue;
    const [later, earlier] = placeOf(item).start > placeOf(outer).start ? [item, outer] : [outer, item];
    const args = { path: later.out.mention.name, other: earlier.out.mention.name, stage: earlier.stage.name };
    return [
      finding('output-nested', placeOf(later), args, {
        related: [{ range: placeOf(earlier), rule: 'first-here', args: {} }],
      }),
    ];
  }
  return none;
}
const none: readonly Diagnostic[] = [];
