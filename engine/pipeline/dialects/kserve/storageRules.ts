// Schemes of `storageUri`: near misses and words of other tools. A cluster may know more schemes, so no other is judged.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { childOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { servers } from './implementationRules.ts';
import { isTemplate } from './objectName.ts';

/** What KServe's storage initializer reads; `https` with a blob host is Azure's. */
const schemes = 'gs s3 pvc hdfs webhdfs http https hf oci modelscope file'.split(' ');
/** Schemes that other tools use for the same stores. */
const foreign: Readonly<Record<string, string>> = { s3a: 's3', s3n: 's3', gcs: 'gs', huggingface: 'hf', docker: 'oci' };
/** Schemes that extensions of KServe bring. */
const added = /^oci\+|registry|^abfss?$|^wasbs?$|^az$/;

export function storageFindings(predictor: YamlNode | undefined): readonly Diagnostic[] {
  const places = [
    ...servers.map(server => childOf(childOf(predictor, server), 'storageUri')),
    ...itemsOf(childOf(predictor, 'storageUris')).map(item => childOf(item, 'uri')),
  ];
  return places.flatMap(schemeFindings);
}

/** Nothing where the text has no scheme. */
export function schemeFindings(node: YamlNode | undefined): readonly Diagnostic[] {
  const scheme = /^([\w.+-]+):\/\//.exec(textOf(node) ?? '')?.[1];
  if (node?.kind !== 'scalar' || scheme === undefined || schemes.includes(scheme)) return [];
  if (isTemplate(scheme) || added.test(scheme)) return [];
  const nearest = Object.hasOwn(foreign, scheme) ? (foreign[scheme] ?? null) : nearestName(scheme, schemes);
  if (nearest === null) return [];
  const range = { start: node.start, end: node.start + scheme.length };
  return [finding('kserve-storage', range, { scheme, nearest }, { fixes: [replaceFix(range, nearest)] })];
}
