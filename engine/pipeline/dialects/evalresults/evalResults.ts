// The Hub's evaluation results beside a model card (`.eval_results/*.yaml`), and the benchmark they name (`eval.yaml`).
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { childOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { quoteFix } from '../../syntaxFindings.ts';
import { type Dialect, type DialectReading, nothingRead } from '../dialect.ts';
import { evalresultsSchema } from '../generated/evalresultsSchema.ts';
import { kindSchemas } from '../kindSchemas.ts';
import { namedBy, repeatedTexts } from '../places.ts';

const schemas = kindSchemas(evalresultsSchema);

export const evalResults: Dialect = {
  id: 'evalresults',
  title: 'Hub evaluation results',
  names: [],
  recognise: text =>
    (/^-[ \t]+(?:dataset|value):/m.test(text) && /\btask_id:/.test(text)) ||
    (/^evaluation_framework:/m.test(text) && /^tasks:/m.test(text)),
  schemaOf: root => schemas.get(root.kind === 'map' ? 'benchmark' : 'results') ?? null,
  isDynamic: () => false,
  read: ({ root }) => (root.kind === 'map' ? benchmark(root) : results(root)),
  needsStages: true,
  isShared: false,
};

const results = (root: YamlNode): DialectReading => ({
  ...nothingRead,
  findings: itemsOf(root).flatMap(item => unquotedDate(childOf(item, 'date'))),
});

/** Readers of YAML 1.1 make a time of it, and the Hub wants text. */
function unquotedDate(node: YamlNode | undefined): readonly Diagnostic[] {
  if (node?.kind !== 'scalar' || node.style !== 'plain' || !/^\d{4}-\d{2}-\d{2}/.test(node.raw)) return [];
  return [finding('evalresults-date', node, {}, { fixes: [quoteFix(node, node.raw)] })];
}

function benchmark(root: YamlNode): DialectReading {
  const ids = itemsOf(childOf(root, 'tasks')).flatMap(task => {
    const node = childOf(task, 'id');
    return node === undefined ? [] : [{ task, node }];
  });
  return {
    ...nothingRead,
    findings: [
      ...framework(childOf(root, 'evaluation_framework')),
      ...repeatedTexts(ids.map(({ node }) => node)).map(({ node, name }) =>
        finding('evalresults-task-twice', node, { id: name }),
      ),
    ],
    names: ids.flatMap(({ task, node }) => namedBy('task', node, task)),
  };
}

const frameworks = 'inspect-ai mteb math-arena nemo-evaluator swe-bench harbor'.split(' ');

/** The Hub takes new ones now and then; only a near miss is sure. */
function framework(node: YamlNode | undefined): readonly Diagnostic[] {
  const name = textOf(node);
  const nearest = name === undefined || frameworks.includes(name) ? null : nearestName(name, frameworks);
  if (node === undefined || name === undefined || nearest === null) return [];
  return [finding('evalresults-framework', node, { name, nearest }, { fixes: [replaceFix(node, nearest)] })];
}
