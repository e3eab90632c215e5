// Every feature answers at every place of a file, whole or cut short, without an error.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of pipelines look like those of template strings.
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createFactsStore } from '../../server/documents.ts';
import { codeActions } from '../../server/features/codeActions.ts';
import { codeLens } from '../../server/features/codeLens.ts';
import { completion } from '../../server/features/completion.ts';
import { definition } from '../../server/features/definition.ts';
import { documentLinks } from '../../server/features/documentLinks.ts';
import { folding } from '../../server/features/folding.ts';
import { hover } from '../../server/features/hover.ts';
import { references } from '../../server/features/references.ts';
import { symbols } from '../../server/features/symbols.ts';
import { lazyFormats } from '../../server/lazyFormats.ts';
import { createSessions } from '../../server/sessions.ts';
import { createSettingsStore } from '../../server/settings.ts';
import { projectUri } from '../kit/languageClient.ts';
import { bikeFacts, bikePipeline } from '../kit/pipelineFixtures.ts';

const card = `---
language: [en, sv-SE]
license: MIT
model-index:
- name: m
  results:
  - task: {type: other}
    metrics:
    - {type: rmse, value: "3 %"}
trainyard: {run: brave}
---
# Model
[More Information Needed]
`;

const formats = lazyFormats(() => import('../../server/formats.ts'));
await formats.load();

function answerAll(name: string, text: string, offsets: readonly number[]): number {
  const facts = createFactsStore();
  facts.take({ root: projectUri, facts: bikeFacts });
  const sessions = createSessions(
    { facts, settings: createSettingsStore(), formats },
    { publish: () => undefined, forget: () => undefined },
  );
  const document = TextDocument.create(
    `${projectUri}/${name}`,
    name.endsWith('.md') ? 'markdown' : 'trainyard-pipeline',
    1,
    text,
  );
  sessions.changed(document, 'later');
  const file = sessions.file(document.uri);
  if (file === null) throw new Error(`${name} is not open`);
  let answers =
    codeLens(file, new Set()).length + symbols(file).length + folding(file).length + documentLinks(file).length;
  for (const offset of offsets) {
    const position = document.positionAt(offset);
    answers += completion(file, position, { snippets: true, asksAgain: true, leavesSchemas: false }).items.length;
    answers += hover(file, position, { leavesSchemas: false }) === null ? 0 : 1;
    answers +=
      definition(file, position, { links: true, textOf: () => null }).length + references(file, position, true).length;
    answers += codeActions(file, { range: { start: position, end: position }, context: { diagnostics: [] } }).length;
  }
  return answers;
}
const everyPlace = (text: string): readonly number[] => Array.from({ length: text.length + 1 }, (_, i) => i);

for (const [name, text] of [
  ['pipeline.yaml', bikePipeline],
  ['MODEL_CARD.md', card],
] as const) {
  test(`${name}: at every place of the whole file`, () =>
    expect(answerAll(name, text, everyPlace(text))).toBeGreaterThan(100));

  test(`${name}: at the end of the file cut anywhere`, () => {
    for (let length = 0; length < text.length; length += 2) answerAll(name, text.slice(0, length), [length]);
  });

  test(`${name}: with brackets, quotes, tabs and lone returns thrown in`, () => {
    for (let at = 0; at < text.length; at += 11) {
      for (const noise of ['[', '{', '"', "'", '\t', '\r', '${{', '- ', ': ', '&a *a', '\u0000', '🚲']) {
        answerAll(name, text.slice(0, at) + noise + text.slice(at), [at, at + noise.length]);
      }
    }
  });
}
