// Inlay hints: what an expression is worth, the last value of a gate, how many stages an expansion makes, a cited run's name.
import type { InlayHint, Range } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { formatNumber } from '../../present/format.ts';
import { InlayHintKind } from '../lspValues.ts';
import type { OpenDialect, OpenFile, OpenPipeline, PlaceHint } from '../openFile.ts';
import { lastValue } from '../words/gateWords.ts';
import { dottedNames } from '../words/occurrences.ts';
import { knownParams } from '../words/paramWords.ts';

const longest = 30;

/** Of the lines that are shown. */
export function inlayHints(file: OpenFile, range: Range): InlayHint[] {
  if (!file.isOurs) return [];
  const shown = { start: file.document.offsetAt(range.start), end: file.document.offsetAt(range.end) };
  const hints =
    file.kind === 'pipeline' ? pipelineHints(file, shown) : file.kind === 'card' ? file.hints : dialectHints(file);
  return hints
    .filter(({ at }) => at >= shown.start && at <= shown.end)
    .map(({ at, text }) => ({
      position: file.document.positionAt(at),
      label: text.length > longest ? `${text.slice(0, longest - 1)}…` : text,
      kind: InlayHintKind.Type,
      paddingLeft: true,
    }));
}

function pipelineHints(file: OpenPipeline, shown: TextRange): readonly PlaceHint[] {
  const values = new Map(knownParams(file).map(param => [`params.${param.name}`, param]));
  for (const { name, path } of file.outline.datasets.values())
    if (path !== null)
      values.set(`datasets.${name.text}.path`, { name: name.text, value: path.text, from: '', isGroup: false });
  const text = file.document.getText();
  const expressions = dottedNames(text.slice(shown.start, shown.end)).flatMap(({ text: name, range }) => {
    const param = values.get(name);
    const close = text.indexOf('}}', shown.start + range.end);
    return param === undefined || param.isGroup ? [] : [{ at: close + 2, text: `= ${param.value}` }];
  });
  const gates = [...file.outline.gates.values()].flatMap(gate => {
    const value = lastValue(file, gate);
    return gate.metric === null || value === null
      ? []
      : [{ at: gate.metric.key.range.end, text: `= ${formatNumber(value)}` }];
  });
  return [...expressions, ...gates];
}

/** Behind the colon of a key. */
const dialectHints = ({ read, document }: OpenDialect): readonly PlaceHint[] =>
  (read?.reading.notes ?? []).flatMap(({ range, inlay }) =>
    inlay === undefined || inlay === ''
      ? []
      : [
          {
            at: document.getText()[range.end] === ':' ? range.end + 1 : range.end,
            text: `= ${inlay.replace(/\s+/g, ' ')}`,
          },
        ],
  );
