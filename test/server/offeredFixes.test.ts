// What the server offers for the bad examples of the documentation: each mends its finding, and breaks and loses nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseAllDocuments } from 'yaml';
import type { Facts } from '../../engine/domain/facts.ts';
import { factsNotification } from '../../protocol/lsp.ts';
import { ownFacts, wholePipeline, worlds } from '../kit/docsWorlds.ts';
import { connectInMemory, projectUri, type TestClient } from '../kit/languageClient.ts';

const docs = join(import.meta.dirname, '../../docs');

interface Example {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  readonly facts: Facts;
}

const pages = ['rules.md', ...readdirSync(join(docs, 'formats')).map(name => `formats/${name}`)];
const examples = pages.flatMap(page => {
  const sections = readFileSync(join(docs, page), 'utf8').split(/^### /m).slice(1);
  return sections.flatMap(section => examplesIn(page, section));
});

function examplesIn(page: string, section: string): readonly Example[] {
  const rule = section.slice(0, section.indexOf('\n')).trim();
  return [...section.matchAll(/^```(\w+) bad\n([\s\S]*?)^```$/gm)].map(([, language, code = '']): Example => {
    const world = page === 'rules.md' ? undefined : (worlds[rule] ?? worlds[page.replace(/^formats\/|\.md$/g, '')]);
    if (world !== undefined) return { rule, text: code, ...world };
    if (language === 'markdown') return { rule, text: code, file: 'MODEL_CARD.md', facts: ownFacts };
    return { rule, text: wholePipeline(code), file: 'pipeline.yaml', facts: ownFacts };
  });
}

let client: TestClient;
beforeAll(async () => {
  client = await connectInMemory();
});
afterAll(() => client.stop());

let opened = 0;
/** Each text lies in a project of its own, so that no facts of another are left. */
async function look({ file, facts }: Example, text: string): Promise<{ uri: string; found: readonly Diagnostic[] }> {
  const folder = `e${opened++}`;
  void client.connection.sendNotification(factsNotification, { root: `${projectUri}/${folder}`, facts });
  const uri = client.open(`${folder}/${file}`, text, file.endsWith('.md') ? 'markdown' : 'yaml');
  return { uri, found: await client.diagnostics(uri, 1) };
}

const offered = (uri: string): Promise<CodeAction[] | null> =>
  client.request('textDocument/codeAction', uri, {
    range: { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } },
    context: { diagnostics: [], only: ['quickfix', 'source.fixAll'] },
  });

const afterAction = (text: string, { edit }: CodeAction): string =>
  (edit?.documentChanges ?? []).reduce(
    (now, change) =>
      'edits' in change
        ? TextDocument.applyEdits(
            TextDocument.create('file:///x', 'yaml', 1, now),
            change.edits.flatMap(each => ('newText' in each ? [each] : [])),
          )
        : now,
    text,
  );

/** A comment behind every line that can have one: those where nothing else is found afterwards. */
async function withComments(example: Example): Promise<string> {
  if (example.file.endsWith('.md')) return example.text;
  const rules = async (text: string): Promise<string> =>
    JSON.stringify((await look(example, text)).found.map(({ code, message }) => [code, message]));
  const lines = example.text.split('\n');
  const commented = lines
    .map((line, i) => (/^\s*$|[|>][-+0-9]*$|#/.test(line) ? line : `${line} # kept ${i}`))
    .join('\n');
  const isSame = (await rules(commented)) === (await rules(example.text));
  return isSame && yamlTroubles(example, commented) <= yamlTroubles(example, example.text) ? commented : example.text;
}

const yamlTroubles = ({ file }: Example, text: string): number =>
  /\.(md|pbtxt)$/.test(file) ? 0 : parseAllDocuments(text).reduce((sum, { errors }) => sum + errors.length, 0);
const commentsOf = (text: string): readonly string[] => text.match(/# kept \d+/g) ?? [];
const errorsOf = (found: readonly Diagnostic[]): number => found.filter(({ severity }) => severity === 1).length;
const howMany = (found: readonly Diagnostic[], rule: unknown): number =>
  found.filter(({ code }) => code === rule).length;

/** A comment may go with the line that is removed. */
function staysAfter(text: string, { edit }: CodeAction): readonly string[] {
  const document = TextDocument.create('file:///x', 'yaml', 1, text);
  const removed = (edit?.documentChanges ?? []).flatMap(change =>
    'edits' in change
      ? change.edits.flatMap(each => ('newText' in each && each.newText.trim() === '' ? [each.range] : []))
      : [],
  );
  const lines = text.split('\n').filter((line, i) => {
    const start = document.offsetAt({ line: i, character: line.search(/\S|$/) });
    const end = document.offsetAt({ line: i, character: line.search(/ # kept|$/) });
    return !removed.some(range => document.offsetAt(range.start) <= start && document.offsetAt(range.end) >= end);
  });
  return commentsOf(lines.join('\n'));
}

/** Sentences: what is wrong with the text after an action. */
async function troublesAfter(
  action: CodeAction,
  example: Example,
  before: { text: string; found: readonly Diagnostic[] },
) {
  const after = afterAction(before.text, action);
  const { found } = await look(example, after);
  const mended = (action.diagnostics ?? []).map(({ code }) => code);
  const comments = commentsOf(after);
  return [
    ...(after === before.text ? ['nothing is changed'] : []),
    ...(errorsOf(found) > errorsOf(before.found) ? ['there is an error more'] : []),
    ...(yamlTroubles(example, after) > yamlTroubles(example, before.text) ? ['it is no YAML any more'] : []),
    ...mended.filter(code => howMany(found, code) >= howMany(before.found, code)).map(code => `${code} is still there`),
    ...(howMany(found, unknown) > howMany(before.found, unknown) ? ['what is ignored is no rule'] : []),
    ...staysAfter(before.text, action)
      .filter(comment => !comments.includes(comment))
      .map(comment => `${comment} is lost`),
  ].map(trouble => `«${action.title}»: ${trouble} in\n${after}`);
}
const unknown = 'suppression-unknown';

test.each(examples.map((example, i) => [`${example.rule} ${i}`, example] as const))('%s', async (_, example) => {
  const text = await withComments(example);
  const { uri, found } = await look(example, text);
  const actions = (await offered(uri)) ?? [];
  const troubles = await Promise.all(actions.map(action => troublesAfter(action, example, { text, found })));
  expect(troubles.flat()).toEqual([]);
});
