// Colours of the terminal, told from the same theme tokens as in the editor.
import { styleText } from 'node:util';
import { t } from '../present/l10n.ts';
import { type StateName, stateStyle } from '../present/states.ts';

type Format = 'blue' | 'green' | 'red' | 'yellow' | 'gray' | 'bold' | 'cyan';
/** Gives the text its colour, or leaves it as it is where colours are off. */
export type Style = (format: Format, text: string) => string;

export const styleFor = (io: { readonly hasColors: boolean }): Style =>
  io.hasColors ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;

const formats: Readonly<Record<string, Format>> = {
  'charts.blue': 'blue',
  'testing.iconPassed': 'green',
  'testing.iconFailed': 'red',
  'list.warningForeground': 'yellow',
  descriptionForeground: 'gray',
};

const formatOf = (state: StateName): Format => formats[stateStyle[state].color] ?? 'gray';

export const stateGlyph = (style: Style, state: StateName): string => style(formatOf(state), stateStyle[state].glyph);
export const stateWord = (style: Style, state: StateName): string => style(formatOf(state), t(stateStyle[state].word));
