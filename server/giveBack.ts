// Gives memory back to the machine once the typing rests: what many edits leave behind is collected in one go.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** So long nobody has typed; collecting takes up to some tenths of a second in a long file, and here nobody waits. */
const restMs = 5_000;
/** After fewer edits there is little to collect. */
const fewEdits = 20;

/** Of V8's `gc`, which Node's types do not know: collects all there is and gives free pages back. */
type Collect = (options: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void;

/** To be called with every edit. */
export function giveBack(): () => void {
  let timer: NodeJS.Timeout | null = null;
  let edits = 0;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  return () => {
    edits += 1;
    if (edits < fewEdits) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      edits = 0;
      collect({ type: 'major', flavor: 'last-resort' });
    }, restMs);
    timer.unref();
  };
}
