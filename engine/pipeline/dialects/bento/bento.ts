// BentoML's bentofile.yaml: the service, what goes into its Bento, and the image.
import { finding } from '../../../domain/finding.ts';
import { folderOf } from '../../projectPath.ts';
import { knownFiles } from '../../rules/knownFiles.ts';
import { namedSecrets } from '../../rules/secretRules.ts';
import { childOf } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { bentoSchema } from '../generated/bentoSchema.ts';
import { fileArgument, wholeFileTool } from '../outsideTool.ts';
import { namedBy } from '../places.ts';
import {
  imageFindings,
  includeFindings,
  missingFiles,
  namedFiles,
  packageFindings,
  serviceFindings,
} from './bentoRules.ts';

export const bento: Dialect = {
  id: 'bento',
  title: 'BentoML build file',
  names: [/^bentofile\.ya?ml$/],
  recognise: () => false,
  schemaOf: () => bentoSchema,
  isDynamic: raw => raw.includes('${'),
  read,
  tool: ({ file }) => {
    const name = fileArgument(file);
    return wholeFileTool(['bentoml', 'build', ...(name === 'bentofile.yaml' ? [] : ['-f', name])]);
  },
  isShared: false,
  takesLastKey: true,
};

function read({ root, file, facts }: DialectDocument): DialectReading {
  const folder = folderOf(file);
  const known = knownFiles(facts);
  const files = namedFiles(root, folder);
  return {
    ...nothingRead,
    findings: [
      ...serviceFindings(root, folder, known),
      ...imageFindings(root),
      ...(known === null ? [] : includeFindings(root, folder, { files: facts.files ?? [], known })),
      ...packageFindings(root),
      ...missingFiles(files, known),
      ...namedSecrets(childOf(childOf(root, 'docker'), 'env')).map(({ range, args }) =>
        finding('bento-secret', range, args),
      ),
    ],
    names: namedBy('service', childOf(root, 'name') ?? childOf(root, 'service'), root),
    files: files.map(({ node, path }) => ({ range: { start: node.start, end: node.end }, path })),
  };
}
