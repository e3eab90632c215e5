// A model server that goes wrong in a chosen way once it is loaded; started in an interpreter's place.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PackageManifest } from '../../engine/domain/modelPackage.ts';
import { frameKinds, frameReader, readTensors, tensorFrame, textFrame } from '../../engine/serving/frames.ts';

const [way = '', folder = ''] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(folder, 'trainyard.json'), 'utf8')) as PackageManifest;
const { signature, hash } = manifest;
const kept: Buffer[] = [];

if (way === 'crash') process.exit(3);
process.stdout.write(
  textFrame(frameKinds.loaded, JSON.stringify({ signature, hash: way === 'other' ? 'f'.repeat(64) : hash })),
);
process.stdin.on(
  'data',
  frameReader((_, body) => {
    const { id, tensors } = readTensors(body, signature.inputs);
    void answer(id, tensors);
  }),
);
process.stdin.on('end', () => process.exit(0));

async function answer(id: number, tensors: ReturnType<typeof readTensors>['tensors']): Promise<void> {
  if (way === 'hang') return;
  if (way === 'garbage') {
    process.stdout.write(Buffer.from('Traceback (most recent call last): …'));
    return;
  }
  if (way === 'leak') kept.push(Buffer.alloc(20_000_000, 1));
  if (way === 'slow') await wait(100);
  const [first] = tensors;
  if (first === undefined) return;
  const output = { name: 'variable', datatype: 'FP32', shape: first.shape, data: first.data } as const;
  process.stdout.write(tensorFrame({ kind: frameKinds.result, id }, [output], [0]));
}
