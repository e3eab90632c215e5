// Entry of a real runner process for tests of kills: arguments are project root and run id.
import { runnerMain } from '../../service/runnerMain.ts';

process.exit(await runnerMain(process.argv.slice(2)));
