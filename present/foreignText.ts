// Words for pipelines of other tools, the same in tree, graph and quick picks; nothing is said of a state nobody knows.
import type { ForeignPipeline, ForeignStage, StageMark } from '../engine/domain/foreignPipeline.ts';
import { t } from './l10n.ts';
import { ruleText } from './texts.ts';

/** `DVC pipeline · 5 stages`; why it cannot be read where it cannot. */
export function foreignLine(pipeline: ForeignPipeline): string {
  const { title, problem, stages, circle } = pipeline;
  const count = stages.length > 0 ? [stageCount(pipeline)] : isPipeline(pipeline) ? [t('no stages')] : [];
  const trouble = problem === null ? [] : [t('line {line} cannot be read', { line: problem.line })];
  const turns = circle === null ? [] : [t('circle')];
  return [...trouble, t(title), ...count, ...turns].join(' · ');
}

/** Stores and build files have no stages, and lack none. */
const isPipeline = ({ format }: ForeignPipeline): boolean => format !== 'feast' && format !== 'bento';

/** In the words of the format; what is expanded counts as what it is expanded to. */
function stageCount({ format, stages }: ForeignPipeline): string {
  const count = stages.reduce((sum, { memberCount }) => sum + Math.max(1, memberCount), 0);
  switch (format) {
    case 'gitlab':
    case 'azureml':
      return count === 1 ? t('1 job') : t('{count} jobs', { count });
    case 'mlproject':
      return count === 1 ? t('1 entry point') : t('{count} entry points', { count });
    case 'kfp':
      return count === 1 ? t('1 task') : t('{count} tasks', { count });
    case 'argo':
    case 'seldon':
    case 'triton':
      return count === 1 ? t('1 step') : t('{count} steps', { count });
    case 'kserve':
      return count === 1 ? t('1 component') : t('{count} components', { count });
    default:
      return count === 1 ? t('1 stage') : t('{count} stages', { count });
  }
}

/** `12 stages · frozen · python train.py`: one line. */
export function foreignStageLine(stage: ForeignStage): string {
  const many = stage.memberCount === 0 ? [] : [t('{count} stages', { count: stage.memberCount })];
  const does = stage.does.split('\n').find(line => line.trim() !== '') ?? '';
  return [...many, ...markWords(stage.marks), ...(does.trim() === stage.name || does === '' ? [] : [does.trim()])].join(
    ' · ',
  );
}

export const markWords = (marks: readonly StageMark[]): readonly string[] => marks.map(markWord);

function markWord(mark: StageMark): string {
  switch (mark) {
    case 'frozen':
      return t('frozen');
    case 'always':
      return t('always runs');
    case 'manual':
      return t('started by hand');
    case 'may-fail':
      return t('may fail');
    case 'conditional':
      return t('on a condition');
    case 'repeated':
      return t('several times');
  }
}

/** `a → b → a` as a sentence, null where there is no circle. */
export const circleText = ({ circle }: ForeignPipeline): string | null =>
  circle === null ? null : t('These wait for one another in a circle: {path}.', { path: circle.join(' → ') });

/** Why it cannot be read, as a sentence; null when it can. */
export const foreignProblem = ({ problem }: ForeignPipeline): string | null =>
  problem === null ? null : ruleText(problem.rule, problem.args);
