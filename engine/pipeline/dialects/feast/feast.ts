// Feast's feature_store.yaml: project, provider, registry and stores.
import { finding } from '../../../domain/finding.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { secretForms } from '../../rules/secretRules.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { feastSchema } from '../generated/feastSchema.ts';
import { fileArgument, wholeFileTool } from '../outsideTool.ts';
import { namedBy } from '../places.ts';
import { feastFindings, passwordFindings } from './feastRules.ts';

export const feast: Dialect = {
  id: 'feast',
  title: 'Feast feature store',
  names: [/^feature_store\.ya?ml$/],
  recognise: text =>
    /^project:/m.test(text) &&
    /^(online_store|offline_store|entity_key_serialization_version):/m.test(text) &&
    /^(provider|registry):/m.test(text),
  schemaOf: () => feastSchema,
  isDynamic: raw => raw.includes('$'),
  read,
  tool: ({ file }) => {
    const name = fileArgument(file);
    const named = name === 'feature_store.yaml' ? [] : ['-f', name];
    return wholeFileTool(['feast', ...named, 'apply'], { changes: 'feature-store' });
  },
  isShared: false,
  takesLastKey: true,
  isOftenTemplate: true,
};

function read({ root, text, file, facts }: DialectDocument): DialectReading {
  const passwords = passwordFindings(root);
  const isKnown = (start: number): boolean => passwords.some(({ range }) => range.start === start);
  return {
    ...nothingRead,
    findings: [
      ...feastFindings(root),
      ...passwords,
      ...secretForms(root, text)
        .filter(({ range }) => !isKnown(range.start))
        .map(({ range }) => finding('feast-password', range)),
    ],
    names: namedBy('project', childOf(root, 'project'), root),
    files: localPaths(root).flatMap(node => {
      const path = joinPath(folderOf(file), textOf(node) ?? '');
      // What Feast makes itself is a link once it is there.
      const isThere = path !== null && facts.files?.includes(path) === true;
      return isThere ? [{ range: { start: node.start, end: node.end }, path }] : [];
    }),
  };
}

function localPaths(root: YamlNode): readonly YamlNode[] {
  const registry = childOf(root, 'registry');
  const places = [
    textOf(registry) === undefined ? childOf(registry, 'path') : registry,
    childOf(childOf(root, 'online_store'), 'path'),
  ];
  return places.flatMap(node => (node === undefined || /:/.test(textOf(node) ?? ':') ? [] : [node]));
}
