// What clients ask of the server itself.
import { get, json, type MlflowReply, type MlflowRoute } from './family.ts';

/** The release whose calls are answered here. Clients take features by it, such as span uploads from 3.4 on. */
const answeredVersion = '3.3.2';
const plain = (text: string): MlflowReply => ({ bytes: text, type: 'text/plain; charset=utf-8' });

export const serverRoutes: readonly MlflowRoute[] = [
  get('health', () => plain('OK')),
  get('version', () => plain(answeredVersion)),
  get('3.0/mlflow/server-info', () => json({ store_type: 'SqlStore', workspaces_enabled: false })),
];
