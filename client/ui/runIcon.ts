// The coloured mark of a run, the same colour as in table, legend and chart.
import * as vscode from 'vscode';
import { runColor } from '../../present/runColors.ts';

const icons = new Map<string, vscode.Uri>();

export function runIcon(runId: string): vscode.Uri {
  const { color } = runColor(runId);
  const known = icons.get(color);
  if (known !== undefined) return known;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><circle cx="8" cy="8" r="4.2" fill="${color}"/></svg>`;
  const icon = vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, true);
  icons.set(color, icon);
  return icon;
}
