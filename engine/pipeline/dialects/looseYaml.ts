// What PyYAML and Go's YAML accept beyond the specification: quoted texts and brackets that go on without indentation.
import { runningLines, withSpaces } from '../syntax/joinLines.ts';
import { readStrictly, readYaml } from '../syntax/readYaml.ts';
import type { YamlText } from '../syntax/yamlTree.ts';

/** The tools behind these formats read a little more than YAML; what they read is no mistake. */
export function readLoosely(text: string): YamlText {
  const strict = readYaml(text);
  if (strict.troubles.length === 0) return strict;
  const loose = readStrictly(looseText(text));
  return loose ?? strict;
}

/** The same text, as long, with line breaks inside quotes and brackets, and comments in brackets, turned into spaces. */
export function looseText(text: string): string {
  const running = runningLines(text);
  return running.isClosed ? withSpaces(text, running) : text;
}
