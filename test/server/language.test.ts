// The server speaks the language of the words that its client hands over, and English for the rest.
import { afterEach, expect, test } from 'vitest';
import { fixTitles, ruleSpecs } from '../../engine/domain/rules.ts';
import { formats } from '../../server/formats.ts';
import { lazyFormats } from '../../server/lazyFormats.ts';
import { connectInMemory, type TestClient } from '../kit/languageClient.ts';

const german = {
  [ruleSpecs['unknown-stage'].near ?? '']: 'Es gibt keine Stufe «{stage}». Ist «{nearest}» gemeint?',
  [fixTitles['replace-with'] ?? '']: 'Durch «{text}» ersetzen',
  'Stage {name}': 'Stufe {name}',
  'Makes {makes}, read by {readers}.': 'Erzeugt {makes}, gelesen von {readers}.',
  '1 reference': '1 Verwendung',
  '▷ Run to Here': '▷ Bis hierher ausführen',
};
const text = `apiVersion: trainyard/v1
kind: Pipeline
name: bike
stages:
  prepare:
    cmd: echo
    outs: [a.csv]
  train:
    cmd: echo
    deps: [a.csv]
    needs: [prepar]
  report:
    cmd: echo
    needs: [prepare]
`;

let client: TestClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});

test('findings, fixes, hovers and lenses are told in the words of the client', async () => {
  client = await connectInMemory(undefined, undefined, undefined, german);
  const uri = client.open('pipeline.yaml', text);
  const [finding] = await client.diagnostics(uri, 1);
  expect(finding?.message).toBe('Es gibt keine Stufe «prepar». Ist «prepare» gemeint?');
  const actions = await client.request<readonly { readonly title: string }[]>('textDocument/codeAction', uri, {
    range: finding?.range,
    context: { diagnostics: [] },
  });
  expect(actions.map(({ title }) => title)).toContain('Durch «prepare» ersetzen');
  const lenses = await client.request<readonly { readonly command?: { readonly title: string } }[]>(
    'textDocument/codeLens',
    uri,
  );
  const titles = lenses.map(({ command }) => command?.title);
  expect(titles).toEqual(expect.arrayContaining(['1 Verwendung', '▷ Bis hierher ausführen', '▷ Run']));
  const hover = await client.request<{ readonly contents: { readonly value: string } }>('textDocument/hover', uri, {
    position: client.positionAt(uri, text.indexOf('prepare:') + 2),
  });
  expect(hover.contents.value).toContain('Stufe `prepare`');
  expect(hover.contents.value).toContain('Erzeugt `a.csv`, gelesen von `train`, `report`.');
});

test.each([undefined, null, 'de', ['Stage {name}'], { 'Stage {name}': 7 }])('words %j leave English', async words => {
  client = await connectInMemory(undefined, undefined, undefined, words as never);
  const uri = client.open('pipeline.yaml', text);
  const [finding] = await client.diagnostics(uri, 1);
  expect(finding?.message).toBe('There is no stage «prepar». Did you mean «prepare»?');
});

test('what is loaded later speaks the same language, whenever it was set', async () => {
  const heard: unknown[] = [];
  const lazy = lazyFormats(() => Promise.resolve({ formats: { ...formats, speak: words => heard.push(words) } }));
  lazy.speak(german);
  expect(heard).toEqual([]);
  await lazy.load();
  lazy.speak(null);
  expect(heard).toEqual([german, null]);
});
