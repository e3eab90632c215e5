// The verbs of serving: a router, or the model server of one ONNX model; each is loaded when asked for, so that it starts fast.

/** Null for another verb; resolves to the exit code. */
export async function servingMain(verb: string | undefined, args: readonly string[]): Promise<number | null> {
  if (verb === 'model-server') return (await import('./modelServer/modelServerMain.ts')).modelServerMain(args);
  if (verb === 'router') return (await import('./routing/routerMain.ts')).routerMain(args);
  return null;
}

// Started by itself from source, without the rest of the service; in the bundle `main.ts` calls it.
if (import.meta.filename === process.argv[1] && import.meta.filename.endsWith('servingMain.ts')) {
  const [verb, ...args] = process.argv.slice(2);
  void servingMain(verb, args).then(code => process.exit(code ?? 2));
}
