// The Hub's evaluation results beside a model card: `.eval_results/*.yaml`, a list of results by benchmark.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { childOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { quoteFix } from '../../syntaxFindings.ts';
import { type Dialect, nothingRead } from '../dialect.ts';
import { evalresultsSchema } from '../generated/evalresultsSchema.ts';

export const evalResults: Dialect = {
  id: 'evalresults',
  title: 'Hub evaluation results',
  names: [],
  recognise: text => /^-[ \t]+(?:dataset|value):/m.test(text) && /\btask_id:/.test(text),
  schemaOf: () => evalresultsSchema,
  isDynamic: () => false,
  read: ({ root }) => ({
    ...nothingRead,
    findings: root.kind === 'list' ? root.items.flatMap(item => unquotedDate(childOf(item, 'date'))) : [],
  }),
  isShared: false,
};

/** Readers of YAML 1.1 make a time of it, and the Hub wants text. */
function unquotedDate(node: YamlNode | undefined): readonly Diagnostic[] {
  if (node?.kind !== 'scalar' || node.style !== 'plain' || !/^\d{4}-\d{2}-\d{2}/.test(node.raw)) return [];
  return [finding('evalresults-date', node, {}, { fixes: [quoteFix(node, node.raw)] })];
}
