// Real public files of foreign formats: no crash, every known finding at its place, nothing said of a sound file.
import { describe, expect, test } from 'vitest';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { ruleText } from '../../present/texts.ts';
import { corpusOf, hasCorpus } from '../kit/corpus.ts';
import { placeOf } from '../kit/marks.ts';

/** Errors and warnings, by file: what was found by reading, and agrees with the corpus's own lists. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'feast/feast-dev__dqm-tutorial__1.yaml': ['9 key-deprecated: «flags» is deprecated.'],
  'dvc/alegonz__otokuna__1.yaml': [
    '7 dep-missing: «data/2021-07-04T11:52:04+09:00/東京都.zip» is neither a file or folder, nor an output of a stage.',
  ],
  'dvc/iterative__dvc-bench__1.yaml': [
    '6 dep-missing: «results.csv» is neither a file or folder, nor an output of a stage.',
  ],
};

const kinds = [
  ['dvc', () => 'dvc.yaml'],
  ['mlproject', () => 'MLproject'],
  ['gitlab', () => '.gitlab-ci.yml', 'gitlab-ci'],
  ['argo', (file: string) => file],
  ['kserve', (file: string) => file, 'serving'],
  ['azureml', (file: string) => file],
  ['feast', () => 'feature_store.yaml'],
  ['bento', () => 'bentofile.yaml'],
  ['triton', () => 'config.pbtxt'],
] as const;

describe.skipIf(!hasCorpus)('the corpus', () => {
  for (const [id, nameInRepo, kind = id] of kinds) {
    test.for(corpusOf(kind, nameInRepo).map(file => [file.name, file] as const))('%s', ([name, file]) => {
      const read = readDialectFile(file.text, file.path, file.facts);
      expect(read?.dialect.id).toBe(id);
      const found = (read?.diagnostics ?? [])
        .filter(({ severity }) => severity === 'error' || severity === 'warning')
        .map(item => `${placeOf(file.text, item.range).line + 1} ${item.rule}: ${ruleText(item.rule, item.args)}`);
      expect(found).toEqual(expected[name] ?? []);
    });
  }
});
