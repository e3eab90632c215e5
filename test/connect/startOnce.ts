// Entry of a process that wants the project's service, for tests of start races: prints the pid of the one it got.
import { startService } from '../../connect/startService.ts';

const [root = '', serviceFile = ''] = process.argv.slice(2);
const found = await startService({ root, trust: 'trusted', start: { nodePath: process.execPath, serviceFile } });
process.stdout.write(`${found.pid}\n`);
