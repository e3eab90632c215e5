// A folder with scripts becomes a pipeline that the checker accepts.
import { describe, expect, test } from 'vitest';
import { checkPipeline } from '../../engine/pipeline/checkPipeline.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { pipelineText, proposePipeline } from '../../present/proposePipeline.ts';

const scripts = {
  'src/train.py':
    "from features import hours\nframe = pd.read_csv('data/clean.csv')\njoblib.dump(model, 'models/model.joblib')\n",
  'src/prepare_data.py': 'raw = pd.read_csv("data/raw.csv")\nraw.to_csv("data/clean.csv")\n',
  'src/evaluate.py':
    "model = joblib.load('models/model.joblib')\njson.dump(scores, open('metrics/scores.json', 'w'))\n",
  'src/features.py': 'def hours(): ...',
  'tests/test_train.py': "open('data/raw.csv')",
  'src/helpers.py': '',
};
const files = [...Object.keys(scripts), 'data/raw.csv', 'params.yaml', 'requirements.txt', 'README.md'];

describe('stages proposed for a folder', () => {
  const proposal = proposePipeline('Bike Demand!', { files, scripts });

  test('come in the order of the work, tests and imported modules left out', () =>
    expect(proposal.stages.map(({ name }) => name)).toEqual(['prepare-data', 'train', 'evaluate']));

  test('read what is there or was written before, and write what their scripts save', () => {
    const byName = new Map(proposal.stages.map(stage => [stage.name, stage]));
    expect(byName.get('prepare-data')).toMatchObject({
      deps: ['src/prepare_data.py', 'data/raw.csv'],
      outs: ['data/clean.csv'],
    });
    expect(byName.get('train')).toMatchObject({
      deps: ['src/train.py', 'src/features.py', 'data/clean.csv'],
      outs: ['models/model.joblib'],
    });
    expect(byName.get('evaluate')).toMatchObject({
      deps: ['src/evaluate.py', 'models/model.joblib'],
      metrics: ['metrics/scores.json'],
    });
  });

  test('find the params and the requirements', () =>
    expect(proposal).toMatchObject({ name: 'bike-demand', params: 'params.yaml', requirements: 'requirements.txt' }));

  test('make a file that the checker accepts', () => {
    const document = parsePipeline(pipelineText(proposal));
    expect(checkPipeline(document, 'pipeline.yaml', { files, params: { 'params.yaml': {} } })).toEqual([]);
  });

  test('a folder without scripts still gets a pipeline with one stage', () =>
    expect(pipelineText(proposePipeline('empty', { files: [], scripts: {} }))).toContain('  hello:\n    cmd: echo'));
});

describe('the text of a new pipeline', () => {
  test('has the marker, the environment and quotes only where YAML needs them', () => {
    const text = pipelineText(
      proposePipeline('demo', { files: ['requirements.txt'], scripts: { '01_train.py': '', 'my train.py': '' } }),
    );
    expect(text).toBe(
      [
        'apiVersion: trainyard/v1',
        'kind: Pipeline',
        'name: demo',
        '',
        'environments:',
        '  py:',
        '    requirements: requirements.txt',
        '',
        'defaults:',
        '  environment: py',
        '',
        'stages:',
        '  train:',
        '    cmd: [python, "01_train.py"]',
        '    deps: ["01_train.py"]',
        '',
        '  my-train:',
        '    cmd: [python, "my train.py"]',
        '    deps: ["my train.py"]',
        '',
      ].join('\n'),
    );
  });
});
