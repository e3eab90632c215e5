// Whole entries of foreign formats that completion offers where a name is free to choose.
import type { OpenDialect } from '../openFile.ts';
import type { Cursor } from '../yaml/cursor.ts';
import type { Starter } from './starters.ts';

/** By format and by the path of the mapping or list that it goes into; `0` is an item. */
const byPlace: Readonly<Record<string, Readonly<Record<string, Starter>>>> = {
  dvc: {
    stages: {
      label: 'new stage',
      documentation: 'A stage with its command, what it reads and what it writes.',
      lines: [
        '$' + '{1:train}:',
        '  cmd: python src/$' + '{1}.py',
        '  deps: [src/$' + '{1}.py$2]',
        '  outs: [$3]',
        '$0',
      ],
    },
  },
  mlproject: {
    entry_points: {
      label: 'new entry point',
      documentation: 'A command with its parameters.',
      lines: [
        '$' + '{1:main}:',
        '  parameters:',
        '    $' + '{2:rate}: {type: float, default: $' + '{3:0.1}}',
        '  command: "python $' + '{4:train.py} --$' + '{2} {$' + '{2}}"',
      ],
    },
  },
  gitlab: {
    '': {
      label: 'new job',
      documentation: 'A job with its stage and commands.',
      lines: ['$' + '{1:train}:', '  stage: $' + '{2:test}', '  script:', '    - $0'],
    },
  },
  argo: {
    'spec.templates.0': {
      label: 'new template',
      documentation: 'A template that runs a container.',
      lines: [
        'name: $' + '{1:train}',
        'container:',
        '  image: $' + '{2:python:3.12}',
        '  command: [$' + '{3:python, train.py}]',
      ],
    },
    'spec.templates.0.dag.tasks.0': {
      label: 'new task',
      documentation: 'A task that runs a template, after others.',
      lines: ['name: $' + '{1:train}', 'template: $' + '{2:train}', 'dependencies: [$3]'],
    },
  },
  azureml: {
    jobs: {
      label: 'new job',
      documentation: 'A command with its environment and compute.',
      lines: [
        '$' + '{1:train}:',
        '  type: command',
        '  command: $' + '{2:python train.py}',
        '  code: $' + '{3:./src}',
        '  environment: $' + '{4:azureml:name@latest}',
      ],
    },
  },
};

/** An item is offered while it has no key yet. */
export function dialectStarters({ read }: OpenDialect, { at, path, hasColon }: Cursor): readonly Starter[] {
  const places = byPlace[read?.dialect.id ?? ''];
  const place = path.join('.');
  if (places === undefined || hasColon || !Object.hasOwn(places, place)) return [];
  const starter = places[place];
  const isItem = path.at(-1) === 0;
  return starter === undefined || isItem !== (at === 'item') ? [] : [starter];
}
