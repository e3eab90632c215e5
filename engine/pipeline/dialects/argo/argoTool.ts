// How Argo's command line carries a file out: workflows are submitted, templates are only called by them.
import type { OutsideTool } from '../../../domain/foreignPipeline.ts';
import { textAt } from '../../syntax/values.ts';
import type { ToolFile } from '../dialect.ts';
import { fileArgument, wholeFileTool } from '../outsideTool.ts';
import { readWorkflow } from './argoWorkflow.ts';

export function argoTool({ roots, text, file }: ToolFile): OutsideTool | null {
  const kinds = new Set(roots.map(root => textAt(root, 'kind') ?? ''));
  if (!kinds.has('Workflow') || kinds.size > 1) return null;
  const asked = roots.flatMap(root => readWorkflow(root, text)?.parameters ?? []).filter(({ isGiven }) => !isGiven);
  return wholeFileTool(['argo', 'submit', '--watch', fileArgument(file)], {
    changes: 'cluster',
    asks: asked.map(({ name }) => ({ stage: null, flag: '-p', name, type: 'string' })),
  });
}
