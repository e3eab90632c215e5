// The coloured mark of a run: the same colour and shape as in table, legend and chart.
import * as vscode from 'vscode';
import { type Marker, runColor } from '../../present/runColors.ts';

const shapes: Readonly<Record<Marker, string>> = {
  circle: '<circle cx="8" cy="8" r="4"/>',
  square: '<rect x="4.5" y="4.5" width="7" height="7"/>',
  triangle: '<path d="M8 3.5l4.600 8.200H3.400z"/>',
  diamond: '<path d="M8 3l5 5-5 5-5-5z"/>',
  cross: '<path d="M6.500 3.500h3v3h3v3h-3v3h-3v-3h-3v-3h3z"/>',
  star: '<path d="M8 2.800l1.600 3.500 3.800.4-2.900 2.500.9 3.800L8 11l-3.400 2 .9-3.800-2.900-2.500 3.800-.4z"/>',
};
const icons = new Map<string, vscode.Uri>();

export function runIcon(runId: string): vscode.Uri {
  const { color, marker } = runColor(runId);
  const key = `${color} ${marker}`;
  const known = icons.get(key);
  if (known !== undefined) return known;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="${color}">${shapes[marker]}</svg>`;
  const icon = vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, true);
  icons.set(key, icon);
  return icon;
}
