// Outputs that meet: one path written twice, one inside the other, and paths that no stage may write.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import type { OutMention } from '../mentions.ts';
import { foldersAround, isReservedOut } from '../projectPath.ts';
import type { CheckedStage, PathMention, RuleContext } from './ruleContext.ts';

interface Written {
  readonly stage: CheckedStage;
  readonly out: PathMention<OutMention>;
  readonly path: ProjectPath;
}

export function outputRules(context: RuleContext): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const first = new Map<ProjectPath, Written>();
  const written: Written[] = [];
  for (const stage of context.stages) {
    for (const out of stage.outs) {
      const { path } = out;
      if (path === null || path === '' || isReservedOut(path, context.file)) {
        if (!out.isOpen) found.push(refused(out, path));
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

const refused = ({ range, mention }: Written['out'], path: ProjectPath | null): Diagnostic =>
  finding(path === null || path === '' ? 'path-outside' : 'output-reserved', range, { path: mention.name });

function twice({ stage, out }: Written, other: Written): Diagnostic {
  const related = [{ range: other.out.range, rule: 'first-here', args: {} }];
  const path = out.mention.name;
  if (stage.name === other.stage.name) return finding('output-repeated', out.range, { path }, { related });
  return finding('output-twice', out.range, { path, stage: other.stage.name }, { related });
}

function nested({ stage, out, path }: Written, first: ReadonlyMap<ProjectPath, Written>): readonly Diagnostic[] {
  for (const folder of foldersAround(path)) {
    const outer = first.get(folder);
    if (outer === undefined) continue;
    const [later, earlier] = out.range.start > outer.out.range.start ? [out, outer] : [outer.out, { stage, out }];
    const related = [{ range: earlier.out.range, rule: 'first-here', args: {} }];
    return [
      finding(
        'output-nested',
        later.range,
        { path: later.mention.name, other: earlier.out.mention.name, stage: earlier.stage.name },
        { related },
      ),
    ];
  }
  return [];
}
