// Real public files of foreign formats: no crash, every known finding at its place, nothing said of a sound file.
import { describe, expect, test } from 'vitest';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { ruleText } from '../../present/texts.ts';
import { type CorpusFile, corpusOf, hasCorpus, listedCounts, listedFindings } from '../kit/corpus.ts';
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

/** Findings of a file, told as the corpus's lists tell them; with the text at the place, so that the line is held too. */
function asListed(file: CorpusFile, facts = file.facts): readonly string[] {
  const found = readDialectFile(file.text, file.path, facts)?.diagnostics ?? [];
  return found.flatMap(({ rule, args, range }) => {
    const at = file.text.slice(range.start, range.end);
    switch (rule) {
      case 'argo-input-unused':
        return `unused input param ${args.template}.${at}`;
      case 'argo-parameter-unused':
        return `unused workflow param ${at}`;
      case 'argo-image-unpinned':
        return `unpinned image ${at}`;
      case 'gitlab-stage-unused':
        return `unused stage ${at}`;
      case 'mlproject-no-environment':
        return 'no environment';
      case 'mlproject-parameter-unused':
        return `${args.entry}: unused ${at}`;
      case 'mlproject-type-unknown':
        return `unknown type ${at}`;
      case 'mlproject-file-missing':
        return `conda_env missing ${at}`;
      default:
        return [];
    }
  });
}

describe.skipIf(!hasCorpus)('the lists of the corpus', () => {
  test('each unused input, unused parameter and unpinned image of Argo is found, and nothing else', () => {
    const listed = listedFindings('argo');
    for (const file of corpusOf('argo', name => name))
      expect([...new Set(asListed(file))].sort(), file.name).toEqual([...(listed.get(file.name) ?? [])].sort());
  });

  test('each finding of MLproject files is found; other words for types are unknown as well', () => {
    const listed = listedFindings('mlproject');
    for (const file of corpusOf('mlproject', () => 'MLproject')) {
      // The list was made with the tree of each repository, which is not in the corpus: one file is said to be absent.
      const isAbsent = listed.get(file.name)?.some(finding => finding.startsWith('conda_env missing')) === true;
      const found = asListed(file, isAbsent ? { files: ['MLproject', 'main.py'] } : {});
      const wanted = (listed.get(file.name) ?? []).map(finding => finding.replace(/^\w+: (unknown type)/, '$1'));
      const own = found.filter(finding => !/^unknown type (?!str$)/.test(finding));
      expect([...own].sort(), file.name).toEqual([...wanted].sort());
    }
  });

  test('stages without jobs are not told where files are included, which all files of the list do', () => {
    for (const file of corpusOf('gitlab-ci', () => '.gitlab-ci.yml')) expect(asListed(file), file.name).toEqual([]);
  });

  test('deps that nothing makes, outs that overlap and circles of dvc.yaml are as many as the list says', () => {
    const rules = {
      deps_not_in_tree_or_outs: /^dep-/,
      out_overlaps: /^output-/,
      undefined_template_keys: /^dvc-expr/,
      params_not_found: /^dvc-param-m/,
      cycle: /^cycle/,
    };
    for (const file of corpusOf('dvc', () => 'dvc.yaml')) {
      const found = readDialectFile(file.text, file.path, file.facts)?.diagnostics ?? [];
      for (const [column, rule] of Object.entries(rules)) {
        const count = listedCounts('dvc', column).get(file.name) ?? 0;
        expect(found.filter(item => rule.test(item.rule)).length, `${file.name} ${column}`).toBe(count);
      }
    }
  });
});
