// Rules and notes of MLproject files.
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { formatFields } from '../../engine/pipeline/dialects/mlproject/formatFields.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks } from '../kit/dialectFindings.ts';

const facts: Facts = {
  files: ['MLproject', 'python_env.yaml', 'train.py', 'main.py'],
  texts: {
    'train.py': 'import mlflow\n',
    'main.py':
      'import mlflow\nmlflow.run(".", "prepare")\nmlflow.run(uri=".", entry_point="fit")\n# mlflow.run(".", "old")\n' +
      'mlflow.run("https://example.org/x", "far")\nmlflow.run(".", "train.py")\nmlflow.run(".", name)\n',
  },
};
const holds = (fixture: string, own: Facts = facts): void => {
  const [found, marked] = dialectAgainstMarks(fixture, 'MLproject', own);
  expect(found).toEqual(marked);
};

test('a sound project with every form of parameter and braces that are meant has no findings', () =>
  holds(`name: demand
python_env: python_env.yaml
entry_points:
  main:
    parameters:
      alpha: {type: float, default: 0.5}
      rate: {type: float, default: 1e-3}
      data: path
      name: string
    command: "python train.py {alpha} {rate:.3f} {data} {name!r} --json '{{\\"a\\": {alpha}}}'"
  train:
    command: >-
      awk '{{print $1}}' data.csv
`));

test('braces that Python would take for placeholders are told apart from misspelt names', () =>
  holds(`python_env: python_env.yaml
entry_points:
  main:
    parameters: {alpha: float}
    command: "python train.py {alhpa} {alpha} && awk '{print $1}' x.csv && echo \${HOME} {} }"
    #                          ^^^^^ error[mlproject-placeholder-unknown]: «alhpa» is no parameter of «main». Did you mean «alpha»?
    #                                                 ^^^^^^^^^^ error[mlproject-brace]
    #                                                                             ^^^^ error[mlproject-placeholder-unknown]
    #                                                                                   ^^ error[mlproject-brace]
    #                                                                                      ^ error[mlproject-brace]
`));

test('the fix of a brace writes it twice', () => {
  const text = 'conda_env: c.yaml\nentry_points:\n  main: {command: "awk \'{print $1}\' x"}\n';
  const [found] = readDialectFile(text, 'MLproject', {})?.diagnostics ?? [];
  const edits = [...(found?.fixes?.[0]?.edits ?? [])].sort((a, b) => b.range.start - a.range.start);
  const mended = edits.reduce(
    (now, { range, text: by }) => now.slice(0, range.start) + by + now.slice(range.end),
    text,
  );
  expect(mended).toContain("'{{print $1}}'");
  expect(readDialectFile(mended, 'MLproject', {})?.diagnostics).toEqual([]);
});

test('format fields are those of Python', () => {
  const fieldsOf = (text: string) => formatFields(text, { start: 0, end: text.length }).map(({ name }) => name);
  expect(fieldsOf('a {b} {{c}} {d:.2f} {e!s} {f[0]} {g.h} {{{i}}}')).toEqual(['b', 'd', 'e', 'f', 'g', 'i']);
  expect(fieldsOf('{ } {0} {"a": 1} } {')).toEqual([null, null, null, null, null]);
});

test('defaults, types, unused parameters, keys that nobody reads', () =>
  holds(`python_env: python_env.yaml
requirements: x
#<^^^^^^^^^^^^ info[mlproject-key-unknown]: MLflow does not read «requirements».
entry_points:
  main:
    parameters:
      alpha: {type: float, default: big}
      #                             ^^^ warning[mlproject-default-type]
      depth: int
      #      ^^^ info[mlproject-type-unknown]
      spare: string
      #<^^^^^ info[mlproject-parameter-unused]
    command: "python train.py {alpha} {depth}"
`));

test('environments: one, with its file, without paths on Databricks', () => {
  holds(`python_env: python_env.yml
#           ^^^^^^^^^^^^^^ error[mlproject-file-missing]: …Did you mean «python_env.yaml»?
docker_env: {image: "img:1"}
#<^^^^^^^^^^ error[mlproject-environments]
entry_points:
  main: {command: python trian.py}
  #                      ^^^^^^^^ error[mlproject-file-missing]: …Did you mean «train.py»?
`);
  holds(`databricks_spark_job: {python_libraries: []}
entry_points:
  main:
    parameters: {data: path, to: {type: path, default: /x}, where: uri}
    #                  ^^^^ error[mlproject-path-with-spark]
    #                                   ^^^^ error[mlproject-path-with-spark]
    command: "python train.py {data} {to} {where}"
`);
});

test('steps that a script runs are entry points of the project', () => {
  holds(`python_env: python_env.yaml
entry_points:
  main: {command: python main.py}
  #                      ^^^^^^^ error[mlproject-step-unknown]: «main.py» runs the entry point «fit», which this project does not have.
  prepare: {command: make}
`);
  holds('python_env: python_env.yaml\nentry_points: {main: {command: python main.py}}\n', { files: facts.files ?? [] });
});

test('a placeholder tells type and default; names are offered in commands alone', () => {
  const read = readDialectFile(
    'conda_env: c.yaml\nentry_points:\n  main: {parameters: {a: {type: float, default: 2}, b: path}, command: "x {a} {b}"}\n',
    'MLproject',
    {},
  )?.reading;
  expect(read?.notes.map(({ text }) => text)).toEqual(['`a`: float, default `2`', '`b`: path, has to be given']);
  expect(read?.expressionNames.map(({ name, within }) => [name, within !== undefined])).toEqual([
    ['a', true],
    ['b', true],
  ]);
});

test('a key that stands twice is a warning, since MLflow takes the last value', () =>
  holds(
    `name: demand
python_env: python_env.yaml
entry_points:
  main: {command: python train.py}
  main: {command: python main.py}
# ^^^^ warning[duplicate-key]: The key «main» is there twice.
`,
    { files: ['MLproject', 'python_env.yaml', 'train.py', 'main.py'] },
  ));
