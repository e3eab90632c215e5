// An extension that starts the widespread YAML language server on YAML files, as the extension of that name does.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

export async function activate(context: ExtensionContext): Promise<void> {
  const module = process.env.TRAINYARD_YAML_SERVER ?? '';
  const client = new LanguageClient(
    'yaml',
    'YAML',
    { module, transport: TransportKind.ipc },
    { documentSelector: [{ language: 'yaml' }], synchronize: { configurationSection: ['yaml'] } },
  );
  context.subscriptions.push({ dispose: () => void client.dispose() });
  await client.start();
}
