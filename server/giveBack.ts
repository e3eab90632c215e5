// Gives memory back to the machine once the typing rests: what many edits leave behind is collected in one go.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** So long nobody has typed; a collection then is felt by nobody. */
const restMs = 1_000;
/** After fewer edits there is little to collect. */
const fewEdits = 20;

/** To be called with every edit. */
export function giveBack(): () => void {
  let timer: NodeJS.Timeout | null = null;
  let edits = 0;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    edits += 1;
    if (edits < fewEdits) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      edits = 0;
      collect();
    }, restMs);
    timer.unref();
  };
}
