// The icon of a state, from the one list that tree, table, graph and lenses share.
import * as vscode from 'vscode';
import { stateStyle } from '../../present/states.ts';

export type StateName = keyof typeof stateStyle;

export function stateIcon(state: StateName): vscode.ThemeIcon {
  const { icon, color } = stateStyle[state];
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}
export const stateWord = (state: StateName): string => vscode.l10n.t(stateStyle[state].word);
