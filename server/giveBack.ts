// Gives memory back to the machine once the typing rests: what many edits leave behind is collected in one go.

/** So long nobody has typed; collecting takes up to some tenths of a second in a long file, and here nobody waits. */
const restMs = 5_000;
/** After fewer edits there is little to collect. */
const fewEdits = 20;

/** Of V8's `gc`, which Node's types do not know: collects all there is and gives free pages back. */
type Collect = (options: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void;

/** Loaded when first wanted: the start of the server is no time for it. */
async function collector(): Promise<Collect> {
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import('node:v8'), import('node:vm')]);
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collect;
}

/** To be called with every edit. */
export function giveBack(): () => void {
  let timer: NodeJS.Timeout | null = null;
  let edits = 0;
  return () => {
    edits += 1;
    if (edits < fewEdits) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      edits = 0;
      void collector().then(collect => collect({ type: 'major', flavor: 'last-resort' }));
    }, restMs);
    timer.unref();
  };
}
